// A device that asks for user ids, one a line, and reports each as a check-in:
//
//   GATE=http://127.0.0.1:8080 SN=GATE-1 AUTH_TOKEN=.. node kiosk.mjs
//
// Stop the gate while it runs, type on, start the gate again: nothing is lost, and nothing is there twice.

import { createInterface } from 'node:readline';
import { PunchQueue, folderStore } from './punch-queue.mjs';

const { GATE, SN, AUTH_TOKEN, QUEUE = './punches' } = process.env;
const queue = new PunchQueue({
  gate: GATE,
  sn: SN,
  authToken: AUTH_TOKEN,
  store: folderStore(QUEUE),
  onRejected: (punch, reason) => console.error(`refused: ${JSON.stringify(punch)}: ${reason.message}`),
  onError: async (error) => console.error(`${error.message}; ${await queue.size()} wait`),
});
queue.start();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) {
    await queue.add({ user_id: line.trim(), att_state: 'CheckIn' });
  }
}
queue.stop();
await queue.flush();
console.log('all reported');
