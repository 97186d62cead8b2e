// Answers for what a page of this company has kept on the device (behaviours/kept.js) when there is no network. It keeps
// nothing itself, and what is kept is gone as soon as somebody signs out.
const HERE = new URL(self.registration.scope).pathname;
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (request.mode === "navigate" || request.headers.get("HX-Request")) event.respondWith(asked(request, url));
});

// Files are named after their content: a kept one is never old.
async function file(request) {
  for (const cache of await ours()) {
    const found = await cache.match(request, { ignoreVary: true });
    if (found) return found;
  }
  return fetch(request);
}

async function asked(request, url) {
  const answer = fetch(request);
  const late = new Promise((done) => setTimeout(done, PATIENCE)).then(() => kept(url)).then((found) => found ?? answer);
  late.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } catch (lost) {
    const found = await kept(url);
    if (found) return found;
    if (request.mode !== "navigate") return new Response(null, { status: 204 }); // the part stays as it is
    if (url.pathname !== HERE) throw lost;
    const [page] = await pages();
    return page ? Response.redirect(page.url) : Response.error();
  }
}

// What was kept answers when everything its address names is asked for, and the same.
async function kept(url) {
  const fits = (key) => key.pathname === url.pathname && [...key.searchParams].every(([name, value]) => (url.searchParams.get(name) ?? "") === value);
  for (const cache of await ours()) {
    const fitting = (await cache.keys()).filter((one) => fits(new URL(one.url)));
    fitting.sort((one, other) => other.url.length - one.url.length);
    if (fitting.length) return cache.match(fitting[0], { ignoreVary: true });
  }
}

async function pages() {
  const keys = await Promise.all((await ours()).map((cache) => cache.keys()));
  return keys.flat().filter((one) => new URL(one.url).pathname.startsWith(HERE) && !new URL(one.url).search);
}

async function ours() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`kept:${HERE}:`));
  return Promise.all(names.map((name) => caches.open(name)));
}
