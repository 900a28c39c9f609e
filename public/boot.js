// Starts the app, and shows the panic page when it cannot start or has trapped.
// The two file names stand in attributes of the tag that loads this file, since their hashes
// change with every build and an inline script would need a hole in the content security policy.

// The theme that was chosen, before the app can dress the page itself: a dark page opens dark.
try {
  const theme = localStorage.getItem("rung.theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: as the system has it.
}

const tag = document.querySelector("script[data-wasm]");
const crash = document.getElementById("crash");

// What a browser says that does not know all of the instructions would help nobody.
const TOO_OLD =
  "This browser is too old: Rung needs WebAssembly with SIMD, as in Chrome and Edge 91, Firefox 89, Safari 16.4 and later.";

function showCrash(error) {
  document.getElementById("boot")?.remove();
  // The first fault is the cause; the app's own panic hook may have told it already.
  if (!crash.hidden) return;
  document.getElementById("crash-detail").textContent =
    error instanceof WebAssembly.CompileError ? TOO_OLD : String(error?.stack ?? error);
  crash.hidden = false;
}

document.getElementById("crash-reload").addEventListener("click", () => location.reload());

// After a trap the memory of the app cannot be trusted, wherever the trap came up.
function onFault(error) {
  if (error instanceof WebAssembly.RuntimeError) showCrash(error);
}
addEventListener("error", (event) => onFault(event.error));
addEventListener("unhandledrejection", (event) => onFault(event.reason));

try {
  const app = await import(new URL(tag.dataset.js, document.baseURI).href);
  // The address rather than bytes: the browser then compiles while it loads.
  await app.default({ module_or_path: new URL(tag.dataset.wasm, document.baseURI) });
} catch (error) {
  showCrash(error);
  throw error;
}
