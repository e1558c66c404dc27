using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Triad.Doubles.Serving;

/// <summary>Binds every method of the client's descriptors: the package has messages and clients, and no server to derive from.</summary>
internal sealed class QdrantMethodProvider : IServiceMethodProvider<QdrantService>
{
    private static readonly Marshaller<IMessage> Written = Marshallers.Create<IMessage>(
        message => message.ToByteArray(),
        _ => throw new NotSupportedException("A server reads no answers."));

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<QdrantService> context)
    {
        foreach (var method in RequestTable.Services.SelectMany(service => service.Methods))
        {
            var name = RequestTable.NameOf(method);
            context.AddUnaryMethod(
                new Method<IMessage, IMessage>(MethodType.Unary, method.Service.FullName, method.Name, Read(method.InputType), Written),
                [],
                (service, request, call) => service.CallAsync(name, request, call));
        }
    }

    private static Marshaller<IMessage> Read(MessageDescriptor type) => Marshallers.Create<IMessage>(
        _ => throw new NotSupportedException("A server writes no requests."),
        type.Parser.ParseFrom);
}
