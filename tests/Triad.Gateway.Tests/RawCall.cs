using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Triad.Gateway.Tests;

/// <summary>Makes any call of the contract with an empty message, and says how it ended.</summary>
internal static class RawCall
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>All methods of the platform's own services.</summary>
    public static IEnumerable<MethodDescriptor> Methods => Services.SelectMany(service => service.Methods);

    public static IEnumerable<ServiceDescriptor> Services => GatewayExtensions.Announced.SelectMany(file => file.Services);

    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    public static async Task<RpcException?> SendAsync(ChannelBase channel, MethodDescriptor descriptor, string? key)
    {
        var type = (descriptor.IsClientStreaming, descriptor.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            _ => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(type, descriptor.Service.FullName, descriptor.Name, Bytes, Bytes);
        var headers = key is null ? new Grpc.Core.Metadata() : GatewayFixture.As(key);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        var call = new CallOptions(headers, cancellationToken: patience.Token);
        try
        {
            await SendAsync(channel.CreateCallInvoker(), method, call);
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }

    private static async Task SendAsync(CallInvoker invoker, Method<byte[], byte[]> method, CallOptions options)
    {
        switch (method.Type)
        {
            case MethodType.Unary:
                await invoker.AsyncUnaryCall(method, null, options, []);
                return;
            case MethodType.ClientStreaming:
                using (var call = invoker.AsyncClientStreamingCall(method, null, options))
                {
                    await call.RequestStream.CompleteAsync();
                    await call.ResponseAsync;
                }

                return;
            case MethodType.ServerStreaming:
                using (var call = invoker.AsyncServerStreamingCall(method, null, options, []))
                    await call.ResponseStream.MoveNext(options.CancellationToken);
                return;
            default:
                using (var call = invoker.AsyncDuplexStreamingCall(method, null, options))
                {
                    await call.RequestStream.CompleteAsync();
                    await call.ResponseStream.MoveNext(options.CancellationToken);
                }

                return;
        }
    }
}
