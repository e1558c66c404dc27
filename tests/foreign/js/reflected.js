'use strict';
// Messages and services that a server describes itself, asked for by reflection: no file is needed to call them.

const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const field = (type, id, rule) => rule ? { type, id, rule } : { type, id };

// The few messages of grpc.reflection.v1 that are needed to ask.
const PROTOCOL = {
  nested: {
    grpc: { nested: { reflection: { nested: { v1: { nested: {
      ServerReflectionRequest: {
        oneofs: { message_request: { oneof: ['file_by_filename', 'file_containing_symbol', 'list_services'] } },
        fields: { file_by_filename: field('string', 3), file_containing_symbol: field('string', 4), list_services: field('string', 7) },
      },
      FileDescriptorResponse: { fields: { file_descriptor_proto: field('bytes', 1, 'repeated') } },
      ServiceResponse: { fields: { name: field('string', 1) } },
      ListServiceResponse: { fields: { service: field('ServiceResponse', 1, 'repeated') } },
      ErrorResponse: { fields: { error_code: field('int32', 1), error_message: field('string', 2) } },
      ServerReflectionResponse: {
        fields: {
          file_descriptor_response: field('FileDescriptorResponse', 4), list_services_response: field('ListServiceResponse', 6),
          error_response: field('ErrorResponse', 7),
        },
      },
      ServerReflection: {
        methods: {
          ServerReflectionInfo: {
            requestType: 'ServerReflectionRequest', responseType: 'ServerReflectionResponse', requestStream: true, responseStream: true,
          },
        },
      },
    } } } } } },
  },
};

const Client = grpc.loadPackageDefinition(loader.fromJSON(PROTOCOL, { keepCase: true })).grpc.reflection.v1.ServerReflection;

/** Asks one question after another on one stream; end() closes it. */
function questions(client, options) {
  const call = client.ServerReflectionInfo(options);
  const answers = call[Symbol.asyncIterator]();
  const ask = async question => {
    call.write(question);
    return (await answers.next()).value;
  };
  ask.end = () => call.end();
  return ask;
}

/** A package definition of the symbols and of all that they need. */
async function learn(ask, symbols, style) {
  const files = new Map();
  for (const symbol of symbols) {
    const { file_descriptor_response: described, error_response: problem } = await ask({ file_containing_symbol: symbol });
    if (!described) throw new Error(`${symbol}: ${problem?.error_message}`);
    for (const file of described.file_descriptor_proto) files.set(file.toString('base64'), file);
  }
  return loader.loadFileDescriptorSetFromBuffer(descriptorSet([...files.values()]), style);
}

/** A google.protobuf.FileDescriptorSet: field 1, each file with its length. */
function descriptorSet(files) {
  const varint = value => value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
  return Buffer.concat(files.flatMap(file => [Buffer.from([10, ...varint(file.length)]), file]));
}

module.exports = { Client, questions, learn };
