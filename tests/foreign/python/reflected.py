"""The messages and methods of a server, asked for by reflection: no file of the platform is needed to call it."""

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

REFLECTION = "grpc.reflection.v1.ServerReflection"
INFO = f"/{REFLECTION}/ServerReflectionInfo"


def reflection_messages():
    """The few messages of the reflection protocol that are needed to ask."""
    file = descriptor_pb2.FileDescriptorProto(name="asked.proto", package="asked", syntax="proto3")
    string, data, message = 9, 12, 11

    def add(name, *fields):
        added = file.message_type.add(name=name)
        for number, field, kind, repeated, of in fields:
            added.field.add(name=field, number=number, type=kind, label=3 if repeated else 1, type_name=f".asked.{of}" if of else None)

    add("Request", (3, "file_by_filename", string, False, None), (4, "file_containing_symbol", string, False, None), (7, "list_services", string, False, None))
    add("Files", (1, "file_descriptor_proto", data, True, None))
    add("Service", (1, "name", string, False, None))
    add("Services", (1, "service", message, True, "Service"))
    add("Problem", (1, "error_code", 5, False, None), (2, "error_message", string, False, None))
    add("Response", (4, "files", message, False, "Files"), (6, "services", message, False, "Services"), (7, "problem", message, False, "Problem"))
    # A question about an empty name is still a question: the choice must be seen on the wire.
    oneof = file.message_type[0]
    oneof.oneof_decl.add(name="question")
    for field in oneof.field:
        field.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    return [factory.GetPrototype(pool.FindMessageTypeByName(f"asked.{name}")) for name in ("Request", "Response")]


class Reflected:
    """A server's services as reflection tells of them."""

    def __init__(self, channel):
        self.channel = channel
        self.request, self.response = reflection_messages()
        self.pool = descriptor_pool.DescriptorPool()
        self.factory = message_factory.MessageFactory(self.pool)
        self.known = set()

    def ask(self, **question):
        call = self.channel.stream_stream(INFO, request_serializer=self.request.SerializeToString, response_deserializer=self.response.FromString)
        return next(call(iter([self.request(**question)]), timeout=30))

    def services(self):
        return [service.name for service in self.ask(list_services="").services.service]

    def learn(self, symbol):
        """Takes in the files that define a symbol, those they import first."""
        answer = self.ask(file_containing_symbol=symbol)
        if answer.problem.error_message:
            raise LookupError(f"{symbol}: {answer.problem.error_message}")
        open_files = [descriptor_pb2.FileDescriptorProto.FromString(file) for file in answer.files.file_descriptor_proto]
        open_files = [file for file in open_files if file.name not in self.known]
        while open_files:
            ready = [file for file in open_files if all(name in self.known for name in file.dependency)]
            if not ready:
                raise LookupError(f"{symbol}: the imports of {[file.name for file in open_files]} did not come")
            for file in ready:
                self.pool.Add(file)
                self.known.add(file.name)
            open_files = [file for file in open_files if file.name not in self.known]

    def message(self, name):
        return self.factory.GetPrototype(self.pool.FindMessageTypeByName(name))

    def method(self, path):
        """A callable for "package.Service/Method", of the kind that the method is."""
        service, name = path.split("/")
        method = self.pool.FindServiceByName(service).FindMethodByName(name)
        described = descriptor_pb2.MethodDescriptorProto()
        method.CopyToProto(described)
        kind = ("stream" if described.client_streaming else "unary") + "_" + ("stream" if described.server_streaming else "unary")
        return getattr(self.channel, kind)(
            f"/{path}",
            request_serializer=self.factory.GetPrototype(method.input_type).SerializeToString,
            response_deserializer=self.factory.GetPrototype(method.output_type).FromString)
