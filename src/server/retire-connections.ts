import type { FastifyInstance } from 'fastify';

/** Marks connections that were opened before a moment, such as the change of a certificate. */
export interface Retirement {
  /** Every connection that exists now gets `Connection: close` with its next response. */
  retireAll(): void;
}

/** Ends kept connections with a response, never in the middle: while draining, and when they are retired. */
export function retireConnections(app: FastifyInstance, isDraining: () => boolean): Retirement {
  let generation = 0;
  const generations = new WeakMap<object, number>();
  const remember = (socket: object): void => {
    generations.set(socket, generation);
  };
  app.server.on('connection', remember);
  app.server.on('secureConnection', remember);
  app.addHook('onSend', (request, reply, payload, done) => {
    const opened = generations.get(request.raw.socket);
    if (isDraining() || opened !== generation) void reply.header('connection', 'close');
    done(null, payload);
  });
  return {
    retireAll: () => {
      generation += 1;
    },
  };
}
