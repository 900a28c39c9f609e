// A program that takes messages from webhooks, as a team would run one: a real server on this
// machine, which answers what a page asks before it sends elsewhere (CORS).
import { createServer } from "node:http";

const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "content-type, idempotency-key, authorization",
  "Access-Control-Allow-Methods": "POST",
};

export class Receiver {
  /** Every message that came, in order, one that came twice twice. */
  posts = [];
  /** While set, a message is taken but not answered. */
  silent = false;
  #server = null;
  #port = 0;

  get address() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The keys of the messages, each once. */
  get keys() {
    return new Set(this.posts.map(({ key }) => key));
  }

  /** Begins to listen, at the same port when it was up before. */
  async start() {
    this.#server = createServer(async (request, response) => {
      if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
      let body = "";
      for await (const part of request) body += part;
      const { "idempotency-key": key, authorization } = request.headers;
      this.posts.push({ key, authorization, body });
      if (!this.silent) response.writeHead(200, CORS).end();
    });
    await new Promise((done) => this.#server.listen(this.#port, "127.0.0.1", done));
    this.#port = this.#server.address().port;
  }

  async stop() {
    this.#server?.closeAllConnections();
    await new Promise((done) => this.#server?.close(done) ?? done());
    this.#server = null;
  }
}
