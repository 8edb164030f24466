// A customer's server in Node 18 or newer, without packages: takes Punchgate's push, checks its signature and token,
// and answers as the receivers of Cams' callback API do.
//
//   CALLBACK_SECRET=whsec_.. CALLBACK_TOKEN=.. PORT=8069 node receiver.mjs
//
// CALLBACK_SECRET  what `PUT /customers/{id}/callback` answered as signing_secret
// CALLBACK_TOKEN   what `POST /devices` answered as callback_token; leave it out where the signature is enough

import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const BODY_BYTES_MAX = 64 * 1024;
const CLOCK_SKEW_SECONDS_MAX = 5 * 60;
const REMEMBERED_MAX = 10_000;

/** True if the body was signed with the secret (Standard Webhooks 1.0.0). There may be several signatures: one is enough. */
export function isSigned(headers, body, secret, nowSeconds = Date.now() / 1000) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  // An old request, however well signed, is somebody's copy.
  if (!id || !(Math.abs(nowSeconds - Number(timestamp)) <= CLOCK_SKEW_SECONDS_MAX)) {
    return false;
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return (headers['webhook-signature'] ?? '').split(' ').some((signature) => {
    const [version, value] = signature.split(',');
    const given = Buffer.from(value ?? '', 'base64');
    // The comparison takes the same time wherever they differ.
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/**
 * Decides about one push. `book` is called once for each punch, and may throw: then the push is answered 500 and comes again.
 */
export function createReceiver({ secret, token, book }) {
  // A push may come twice, with the same OperationID. In a real server this is a unique column of the table of punches.
  const booked = new Set();

  return async function receive(url, headers, body) {
    if (!isSigned(headers, body, secret)) {
      return [403, { status: 'error', message: 'wrong signature' }];
    }
    if (!url.searchParams.has('stgid')) {
      return [400, { status: 'error', message: 'stgid is missing' }];
    }
    let realTime;
    try {
      realTime = JSON.parse(body.toString('utf8')).RealTime;
    } catch {
      return [400, { status: 'error', message: 'not JSON' }];
    }
    if (token && realTime?.AuthToken !== token) {
      return [403, { status: 'error', message: 'wrong token' }];
    }
    const punch = realTime?.PunchLog;
    if (!punch) {
      return [200, { status: 'done' }]; // A test, or news of another kind: nothing to book, and nothing to send again.
    }
    if (!punch.UserId || !punch.Type || !/ GMT [+-]\d{4}$/.test(punch.LogTime)) {
      return [400, { status: 'error', message: 'UserId, Type or LogTime is missing' }];
    }
    if (!booked.has(realTime.OperationID)) {
      await book(realTime);
      booked.add(realTime.OperationID);
      if (booked.size > REMEMBERED_MAX) {
        booked.delete(booked.values().next().value);
      }
    }
    return [200, { status: 'done' }];
  };
}

/** The receiver behind a server, ready to listen. */
export function serve(receive) {
  return createServer(async (request, response) => {
    let answer;
    try {
      const chunks = [];
      let length = 0;
      for await (const chunk of request) {
        length += chunk.length;
        if (length <= BODY_BYTES_MAX) {
          chunks.push(chunk);
        }
      }
      answer =
        length > BODY_BYTES_MAX
          ? [413, { status: 'error', message: 'too large' }]
          : await receive(new URL(request.url, 'http://receiver'), request.headers, Buffer.concat(chunks));
    } catch (error) {
      console.error(error);
      answer = [500, { status: 'error', message: 'not booked: send it again' }];
    }
    response.writeHead(answer[0], { 'Content-Type': 'application/json' }).end(JSON.stringify(answer[1]));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { CALLBACK_SECRET, CALLBACK_TOKEN, PORT = '8069' } = process.env;
  if (!CALLBACK_SECRET) {
    console.error('CALLBACK_SECRET is missing');
    process.exit(2);
  }
  const receive = createReceiver({
    secret: CALLBACK_SECRET,
    token: CALLBACK_TOKEN,
    // Here your own code begins. Return once the punch is safe: Punchgate forgets it then.
    book: async ({ SerialNumber, PunchLog: { UserId, Type, LogTime } }) =>
      console.log(`${UserId} ${Type} ${LogTime} at ${SerialNumber}`),
  });
  const server = serve(receive).listen(Number(PORT), '127.0.0.1', () =>
    console.log(`receiving on http://127.0.0.1:${server.address().port}/`),
  );
}
