// A customer, a device, a punch, and the punch read back, by nothing but types that are generated and a fetch that keeps to them.
import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type {components, paths} from './schema.js';

const [gate, adminToken] = process.argv.slice(2);
assert(gate && adminToken, 'usage: round-trip GATE ADMIN_TOKEN');
const id = `ts-${Date.now()}`;
const client = (headers: Record<string, string>) => createClient<paths>({baseUrl: gate, headers});

const operator = client({Authorization: `Bearer ${adminToken}`});
const customer = await operator.POST('/api/admin/v1/customers', {body: {id, name: 'TypeScript'}});
assert.equal(customer.data?.pairing, 'by_type');
const key = await operator.POST('/api/admin/v1/customers/{id}/api-keys', {params: {path: {id}}, body: {name: 'erp', role: 'integrator'}});
assert(key.data);
const device = await operator.POST('/api/admin/v1/devices', {
  body: {sn: id, customer_id: id, label: 'Gate', time_zone: 'Asia/Kolkata'},
});
assert(device.data);

const reporter = client({sn: id, 'auth-token': device.data.auth_token});
const stored = await reporter.POST('/api/attendance/v1/punch', {body: {user_id: '1001', att_time: '2026-06-21 09:30:00', att_state: 1}});
assert.equal(stored.data?.ok, true);

const integrator = client({Authorization: `Bearer ${key.data.api_key}`});
let punches: components['schemas']['Punch'][] | undefined;
for (let i = 0; i < 50 && !punches?.length; i++) {
  punches = (await integrator.GET('/api/v1/punches', {params: {query: {user_id: '1001', limit: 10}}})).data?.data;
  await new Promise(next => setTimeout(next, 100));
}
assert.equal(punches?.length, 1);
assert.equal(punches[0]?.type, 'CheckIn');
assert.equal(punches[0]?.time, '2026-06-21T04:00:00Z');

const missing = await integrator.GET('/api/v1/punches/{id}', {params: {path: {id: 'none'}}});
assert.equal(missing.error?.status, 404);
assert.equal(missing.error?.code, 'not_found');
console.log('TypeScript: round trip done');
