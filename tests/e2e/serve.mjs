// A plain static server, as dumb as the hosts that the page is meant for: it serves dist under a
// sub-path, knows no rewrite rules and lets nothing be cached.
// usage: node serve.mjs PORT SUB_PATH [ADDRESS that the page may send to]
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const [port, subPath, mayConnect] = process.argv.slice(2);
const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

async function answer(path) {
  if (path === subPath.slice(0, -1)) return [308, { Location: subPath }, ""];
  const missing = [404, { "Content-Type": "text/plain" }, "not found"];
  if (!path.startsWith(subPath)) return missing;
  const file = resolve(dist, path.slice(subPath.length) || "index.html");
  if (!file.startsWith(dist + sep)) return missing;
  try {
    const type = types[extname(file)] ?? "application/octet-stream";
    let body = await readFile(file);
    // As whoever puts the page on a host does: one more address in one line of index.html.
    if (mayConnect && file.endsWith("index.html")) {
      body = body.toString().replace("connect-src 'self'", `connect-src 'self' ${mayConnect}`);
    }
    return [200, { "Content-Type": type, "Cache-Control": "no-store" }, body];
  } catch {
    return missing;
  }
}

createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
  const [status, headers, body] = await answer(path);
  // The pages of the tests live at other times, and would hold everything by the time of the host.
  response.sendDate = false;
  response.writeHead(status, headers).end(body);
}).listen(Number(port), "127.0.0.1", () => {
  console.log(`dist is served at http://127.0.0.1:${port}${subPath}`);
});
