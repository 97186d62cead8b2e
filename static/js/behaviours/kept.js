// Keeps the page that works without a network (data-page), the parts it names (data-keep), its styles, scripts and icons
// on the device for the person who is signed in; what was kept for somebody else goes.
behaviour("kept", async (place) => {
  if (!device.able) return;
  const { owner, scope, page, worker, signOut } = place.dataset;
  const name = `kept:${scope}:${owner}`;
  document.addEventListener("submit", ({ target }) => signOut && new URL(target.action).pathname === signOut && device.forget(), true);
  await device.forget((one) => one === name || !one.startsWith(`kept:${scope}:`));
  if (document.documentElement.dataset.kept) return;
  navigator.serviceWorker.register(worker).catch(() => {});
  const cache = await caches.open(name);
  const here = location.pathname === page; // there what the page names is kept, too: accounts, plans, opportunities
  const had = (await cache.match(page, { ignoreVary: true }))?.headers;
  const age = Date.now() - Number(had?.get("X-Kept-At") ?? 0);
  if (age < (here ? 10 : 720) * 60000 && (!here || had.get("X-Kept-Parts"))) return;

  const fresh = new Set();
  async function take(url, more = {}) {
    const answer = await fetch(url, { headers: more["X-Part"] ? { "HX-Request": "true" } : {} });
    if (!answer.ok || answer.redirected) return null;
    const text = (await answer.text()).replace("<html ", '<html data-kept="yes" ');
    const headers = new Headers([...answer.headers, ...Object.entries(more)]);
    for (const gone of ["Content-Encoding", "Content-Length"]) headers.delete(gone);
    fresh.add(new URL(url, location).href);
    return { found: new DOMParser().parseFromString(text, "text/html"), put: () => cache.put(url, new Response(text, { headers })) };
  }

  async function keep(one) {
    const taken = await take(one.dataset.keep, one.dataset.part === undefined ? {} : { "X-Part": "yes" }).catch(() => null);
    await taken?.put();
    return [...(taken?.found.querySelectorAll("option[data-keep]") ?? [])].slice(0, 6);
  }

  async function files(found) {
    const named = [...found.querySelectorAll("[href^='/assets/'], [src^='/assets/']")].map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
    for (const url of new Set(named.map((one) => one.split("#")[0]))) {
      if (!(await cache.match(url, { ignoreVary: true }))) await cache.add(url);
      fresh.add(new URL(url, location).href);
    }
  }

  const whole = await take(page, { "X-Kept-At": Date.now(), "X-Kept-Parts": here ? "yes" : "" }).catch(() => null);
  if (whole?.found.querySelector("#unsent")?.dataset.owner !== owner) return device.forget();
  await files(whole.found);
  for (const one of here ? whole.found.querySelectorAll("[data-keep]") : []) for (const deeper of await keep(one)) await keep(deeper);
  await whole.put();
  for (const one of here ? await cache.keys() : []) if (!fresh.has(one.url)) await cache.delete(one);
});
