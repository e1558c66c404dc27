'use strict';
// Drives a platform with the gRPC client of Node.js. One line of JSON for each check: {"check", "ok", "detail"}.
// Usage: node checks.js PROTOS HOST:PORT OPERATOR_KEY MEDIA [CA]     (an empty key: only whether reflection is off)

const assert = require('node:assert');
const fs = require('node:fs');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const reflected = require('./reflected.js');

const MIB = 1 << 20;
const PATIENCE = 120_000;
const ORDER = [
  'reflection', 'health', 'onboarding', 'upload_and_watch', 'search', 'lists', 'cancellation', 'deadlines', 'big_messages', 'errors', 'many_at_once',
  'compression'];

const [, , protos, address, operator, media, ca] = process.argv;
const FILES = ['triad/v1/tenant_service.proto', 'triad/v1/library_service.proto', 'triad/v1/search_service.proto'];
const STYLE = { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true };
const { triad } = grpc.loadPackageDefinition(loader.loadSync(FILES, { ...STYLE, includeDirs: [protos] }));
const credentials = ca ? grpc.credentials.createSsl(fs.readFileSync(ca)) : grpc.credentials.createInsecure();
const BIG = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

function clientsOf(options) {
  const make = service => new service(address, credentials, { ...BIG, ...options });
  return {
    tenants: make(triad.v1.TenantService), library: make(triad.v1.LibraryService), search: make(triad.v1.SearchService),
    reflection: new reflected.Client(address, credentials),
  };
}

const clients = clientsOf({});
const state = {};
// What is not the platform's own, the health service and the details of errors, the server describes itself.
let standard;

const metadataOf = key => {
  const metadata = new grpc.Metadata();
  if (key ?? state.key) metadata.set('authorization', `Bearer ${key ?? state.key}`);
  return metadata;
};
const until = milliseconds => ({ deadline: Date.now() + milliseconds });

// --- calls as promises

const unary = (client, method, request, { key, timeout = PATIENCE } = {}) => new Promise((resolve, reject) =>
  client[method](request, metadataOf(key), until(timeout), (error, response) => error ? reject(error) : resolve(response)));

async function all(client, method, request, { key, timeout = PATIENCE } = {}) {
  const responses = [];
  for await (const response of client[method](request, metadataOf(key), until(timeout))) responses.push(response);
  return responses;
}

/** Writes with the stream's own pace: a refusal may come before the last message. */
function upload(header, chunks, { timeout = PATIENCE, hold = false, compress = false } = {}) {
  let call;
  const answer = new Promise((resolve, reject) => {
    call = clients.library.UploadVideo(metadataOf(), until(timeout), (error, response) => error ? reject(error) : resolve(response));
    call.on('error', () => {});
    call.write({ header });
    for (const chunk of chunks) call.write({ chunk });
    if (!hold) call.end();
  });
  return { call, answer };
}

async function refusal(action, code) {
  let ended;
  try {
    await action();
  } catch (error) {
    ended = error;
  }
  assert.ok(ended, `no refusal, but ${grpc.status[code]} was expected`);
  assert.equal(grpc.status[ended.code], grpc.status[code], `${ended.details ?? ended}`);
  return detailsOf(ended);
}

function detailsOf(error) {
  const [trailer] = error.metadata.get('grpc-status-details-bin');
  assert.ok(trailer, `${grpc.status[error.code]} came without details`);
  const decode = (name, bytes) => standard[name].deserialize(bytes);
  const status = decode('google.rpc.Status', trailer);
  assert.deepEqual([status.code, status.message], [error.code, error.details]);
  const details = Object.fromEntries(status.details.map(detail => {
    const name = detail.type_url.split('/').pop();
    return [name.split('.').pop(), decode(name, detail.value)];
  }));
  // The loader takes a map that a descriptor tells of for what it is on the wire: a list of entries.
  if (details.ErrorInfo) details.ErrorInfo.metadata = Object.fromEntries(details.ErrorInfo.metadata.map(({ key, value }) => [key, value]));
  return details;
}

const query = text => ({ parts: [{ text }] });

// --- the checks

const checks = {
  async reflection() {
    const ask = reflected.questions(clients.reflection, until(PATIENCE));
    const listed = (await ask({ list_services: '' })).list_services_response.service.map(service => service.name);
    for (const name of ['triad.v1.TenantService', 'triad.v1.LibraryService', 'triad.v1.SearchService', 'grpc.health.v1.Health'])
      assert.ok(listed.includes(name), listed);
    const own = await reflected.learn(ask, ['triad.v1.SearchService'], STYLE);
    assert.equal(own['triad.v1.SearchService'].Search.path, '/triad.v1.SearchService/Search');
    const nothing = await ask({ file_containing_symbol: 'triad.v1.Nothing' });
    assert.equal(nothing.error_response.error_code, grpc.status.NOT_FOUND);
    standard = await reflected.learn(ask, ['grpc.health.v1.Health', 'google.rpc.Status', 'google.rpc.ErrorInfo'], STYLE);
    ask.end();
    const Health = grpc.loadPackageDefinition(standard).grpc.health.v1.Health;
    clients.health = new Health(address, credentials);
  },

  async health() {
    const check = service => unary(clients.health, 'Check', { service });
    for (const name of ['', 'liveness', 'readiness', 'gateway', 'silo', 'embed', 'triad.v1.SearchService'])
      assert.equal((await check(name)).status, 'SERVING', name);
    await assert.rejects(check('nobody'), error => error.code === grpc.status.NOT_FOUND);
    const watch = clients.health.Watch({ service: 'embed' }, until(PATIENCE));
    watch.on('error', () => {});
    const [first] = await Promise.race([once(watch, 'data'), fails(watch)]);
    assert.equal(first.status, 'SERVING');
    watch.cancel();
  },

  async onboarding() {
    const id = `node-${process.pid}-${Date.now()}`;
    const made = await unary(clients.tenants, 'CreateTenant', { tenant: { id, display_name: 'größer ☂' } }, { key: operator });
    assert.equal(made.display_name, 'größer ☂');
    const key = await unary(clients.tenants, 'CreateApiKey', { tenant_id: id, scopes: ['SCOPE_SEARCH', 'SCOPE_INGEST'] }, { key: operator });
    state.key = key.key;
    const listed = await unary(clients.tenants, 'ListApiKeys', { tenant_id: id }, { key: operator });
    assert.deepEqual(listed.api_keys.map(each => each.id), [key.api_key.id]);
    assert.deepEqual(await unary(clients.tenants, 'GetTenant', { tenant_id: id }, { key: operator }), made);
  },

  async upload_and_watch() {
    const content = fs.readFileSync(media);
    const chunks = [];
    for (let at = 0; at < content.length; at += 64 * 1024) chunks.push(content.subarray(at, at + 64 * 1024));
    const metadata = { camera: { string_value: 'left ☂' }, year: { number_value: 1843 } };
    const video = await upload({ video_id: 'clip', name: 'größer ☂.mp4', size_bytes: content.length, metadata }, chunks).answer;
    assert.deepEqual([video.id, video.size_bytes], ['clip', content.length]);
    const events = await all(clients.library, 'WatchVideo', { video_id: 'clip' });
    const sequences = events.map(event => event.sequence);
    assert.deepEqual(sequences, [...new Set(sequences)].sort((a, b) => a - b));
    state.video = events.at(-1).video;
    assert.equal(state.video.state, 'VIDEO_STATE_READY');
    assert.equal(state.video.metadata.camera.string_value, 'left ☂');
  },

  async search() {
    const options = { limit: 1, wait_for: state.video.watermark, group_by: 'GROUP_BY_SEGMENT' };
    const found = await unary(clients.search, 'Search', { query: query('a red ring'), options });
    assert.equal(found.hits[0].video_id, 'clip');
    assert.equal(found.hits[0].metadata.year.number_value, 1843);
    assert.equal(found.shards_answered, found.shards_asked);
    const like = await unary(clients.search, 'Search', { query: { parts: [{ stored: { video_id: 'clip' }, weight: 2 }] } });
    assert.ok(Math.abs(like.hits[0].score - 1) < 1e-3);
    const { vector } = await unary(clients.search, 'Embed', { query: query('a red ring') });
    assert.ok(Math.abs(vector.values.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-3);
    assert.equal(vector.space, found.space);
  },

  async lists() {
    const listed = await unary(clients.library, 'ListVideos', { page_size: 1 });
    assert.deepEqual([listed.videos.map(video => video.id), listed.next_page_token], [['clip'], '']);
    const segments = await unary(clients.library, 'GetSegments', { video_id: 'clip' });
    assert.equal(segments.segments.length, state.video.segment_count);
  },

  async cancellation() {
    const { call, answer } = upload({ video_id: 'broken-off' }, [Buffer.alloc(1000)], { hold: true });
    setTimeout(() => call.cancel(), 100);
    await assert.rejects(answer, error => error.code === grpc.status.CANCELLED);
    const missing = await refusal(() => unary(clients.library, 'GetVideo', { video_id: 'broken-off' }), grpc.status.NOT_FOUND);
    assert.equal(missing.ErrorInfo.reason, 'VIDEO_NOT_FOUND');
    const watch = clients.health.Watch({ service: '' }, until(PATIENCE));
    watch.on('data', () => watch.cancel());
    assert.equal((await ended(watch)).code, grpc.status.CANCELLED);
  },

  async deadlines() {
    const watch = clients.health.Watch({ service: '' }, until(500));
    watch.on('data', () => {});
    assert.equal((await ended(watch)).code, grpc.status.DEADLINE_EXCEEDED);
    const { answer } = upload({ video_id: 'too-slow' }, [Buffer.from('x')], { hold: true, timeout: 500 });
    await assert.rejects(answer, error => error.code === grpc.status.DEADLINE_EXCEEDED);
    await refusal(() => unary(clients.library, 'GetVideo', { video_id: 'too-slow' }), grpc.status.NOT_FOUND);
    await assert.rejects(
      unary(clients.search, 'Search', { query: query('a red ring') }, { timeout: 0 }), error => error.code === grpc.status.DEADLINE_EXCEEDED);
  },

  async big_messages() {
    const invalid = grpc.status.INVALID_ARGUMENT;
    const send = size => upload({ video_id: `chunk-${size}` }, [Buffer.alloc(size)]).answer;
    assert.equal((await send(MIB)).size_bytes, MIB);
    const over = await refusal(() => send(MIB + 1), invalid);
    assert.deepEqual([over.ErrorInfo.reason, over.BadRequest.field_violations[0].field], ['LIMIT_EXCEEDED', 'chunk']);
    const embed = size => unary(clients.search, 'Embed', { query: { parts: [{ video: Buffer.alloc(size) }] } });
    assert.equal((await refusal(() => embed(48 * MIB), invalid)).ErrorInfo.reason, 'MEDIA_UNSUPPORTED');
    const beyond = await refusal(() => embed(48 * MIB + 1), invalid);
    assert.match(beyond.BadRequest.field_violations[0].description, /MaxQueryVideoBytes/);
    const far = await refusal(() => embed(64 * MIB), invalid);
    assert.match(far.BadRequest.field_violations[0].description, /MaxMessageBytes/);
  },

  async errors() {
    const { NOT_FOUND, INVALID_ARGUMENT, UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED } = grpc.status;
    const missing = (await refusal(() => unary(clients.library, 'GetVideo', { video_id: 'none' }), NOT_FOUND)).ErrorInfo;
    assert.deepEqual([missing.reason, missing.domain, missing.metadata.field, missing.metadata.value], ['VIDEO_NOT_FOUND', 'triad', 'video_id', 'none']);
    assert.ok(missing.metadata.remedy);
    const odd = await refusal(() => unary(clients.library, 'GetVideo', { video_id: 'größer ☂ %41' }), INVALID_ARGUMENT);
    assert.equal(odd.ErrorInfo.metadata.value, 'größer ☂ %41');
    const request = { query: query(' '), options: { limit: 0, group_by: 9, representations: ['!'] } };
    const fields = (await refusal(() => unary(clients.search, 'Search', request), INVALID_ARGUMENT)).BadRequest.field_violations.map(each => each.field);
    for (const field of ['query.parts[0].text', 'options.limit', 'options.group_by', 'options.representations[0]']) assert.ok(fields.includes(field), fields);
    const keyless = await refusal(() => unary(clients.search, 'Search', request, { key: 'nonsense' }), UNAUTHENTICATED);
    assert.equal(keyless.ErrorInfo.reason, 'KEY_INVALID');
    const scope = await refusal(() => unary(clients.tenants, 'ListTenants', {}), PERMISSION_DENIED);
    assert.equal(scope.ErrorInfo.reason, 'SCOPE_MISSING');
    const nonsense = new Promise((_, reject) => clients.search.makeUnaryRequest(
      '/triad.v1.SearchService/Nonsense', value => value, value => value, Buffer.alloc(0), reject));
    await assert.rejects(nonsense, error => error.code === UNIMPLEMENTED);
  },

  async many_at_once() {
    const found = await Promise.all(Array.from({ length: 40 }, () => unary(clients.search, 'Search', { query: query('a red ring') })));
    assert.ok(found.every(each => each.hits[0].video_id === 'clip'));
  },

  async compression() {
    const gzip = clientsOf({ 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
    const listed = await unary(gzip.library, 'ListVideos', { filter: { must: [{ metadata: { key: 'camera', equals: { string_value: 'left ☂' } } }] } });
    assert.equal(listed.videos.length, 1);
  },

  async reflection_off() {
    const call = clients.reflection.ServerReflectionInfo(until(PATIENCE));
    call.on('data', () => {});
    call.write({ list_services: '' });
    assert.equal((await ended(call)).code, grpc.status.UNIMPLEMENTED);
  },
};

const once = (emitter, event) => new Promise(resolve => emitter.once(event, (...values) => resolve(values)));
const fails = emitter => new Promise((_, reject) => emitter.once('error', reject));
const ended = stream => new Promise(resolve => stream.once('error', resolve).once('end', () => resolve({ code: grpc.status.OK })));

async function main() {
  for (const name of operator ? ORDER : ['reflection_off']) {
    try {
      await checks[name]();
      console.log(JSON.stringify({ check: name, ok: true, detail: '' }));
    } catch (error) {
      console.log(JSON.stringify({ check: name, ok: false, detail: `${error.stack ?? error}` }));
    }
  }
  process.exit(0);
}

main();
