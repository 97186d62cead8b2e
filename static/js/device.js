// What this device keeps: pages for the time without a network (caches named kept:…, gone when somebody signs out), and
// forms that could not be sent (a database; each belongs to whoever wrote it and is shown to nobody else).
(() => {
  let opened;
  const database = () => (opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("choba", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("unsent", { keyPath: "once" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  }));

  async function within(mode, act) {
    const work = (await database()).transaction("unsent", mode);
    const asked = act(work.objectStore("unsent"));
    return new Promise((done, failed) => {
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => failed(work.error);
    });
  }

  window.device = {
    able: window.isSecureContext && "indexedDB" in window && "serviceWorker" in navigator,
    drafts: async (owner) => (await within("readonly", (all) => all.getAll())).filter((one) => one.owner === owner).sort((one, other) => one.at - other.at),
    keep: (draft) => within("readwrite", (all) => all.put(draft)),
    drop: (once) => within("readwrite", (all) => all.delete(once)),
    forget: async (but) => {
      for (const name of await caches.keys()) if (name.startsWith("kept:") && !(but && but(name))) await caches.delete(name);
    },
    toSignIn: (address) => /\/sign-in$/.test(new URL(address || "/", location).pathname),
  };
})();
