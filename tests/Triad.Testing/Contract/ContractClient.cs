using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace Triad.Testing.Contract;

/// <summary>Makes any call of the contract over one connection, with any bytes for messages.</summary>
internal sealed class ContractClient(Uri address) : IDisposable
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    // Long enough for a busy machine, and yet an end: a call that hangs fails its test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = null,
        MaxSendMessageSize = null,
        MaxRetryAttempts = null,
    });

    public Task<CallOutcome> CallAsync(MethodDescriptor method, string? key, params IEnumerable<IMessage> requests) =>
        CallBytesAsync(method, key, [.. requests.Select(request => request.ToByteArray())]);

    /// <summary>Sends messages that may be none.</summary>
    public async Task<CallOutcome> CallBytesAsync(MethodDescriptor descriptor, string? key, IReadOnlyList<byte[]> requests)
    {
        // On the wire calls of all kinds are alike.
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, descriptor.Service.FullName, descriptor.Name, Bytes, Bytes);
        var headers = key is null ? new Metadata() : new Metadata { { "authorization", $"Bearer {key}" } };
        using var patience = new CancellationTokenSource(Patience);
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new CallOptions(headers, cancellationToken: patience.Token));
        var responses = new List<IMessage>();
        try
        {
            await SendAsync(call.RequestStream, requests);
            await foreach (var response in call.ResponseStream.ReadAllAsync(patience.Token))
                responses.Add(descriptor.OutputType.Parser.ParseFrom(response));
            return Outcome(new Status(StatusCode.OK, ""), null, responses, await call.ResponseHeadersAsync, call.GetTrailers());
        }
        catch (RpcException ended) when (!patience.IsCancellationRequested)
        {
            return Outcome(ended.Status, ended.GetRpcStatus(), responses, [], ended.Trailers);
        }
        catch (Exception) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"{descriptor.FullName} did not end within {Patience}.");
        }
    }

    public void Dispose() => _channel.Dispose();

    /// <summary>A refusal may come before all messages are sent.</summary>
    private static async Task SendAsync(IClientStreamWriter<byte[]> stream, IReadOnlyList<byte[]> requests)
    {
        try
        {
            foreach (var request in requests)
                await stream.WriteAsync(request);
            await stream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or IOException)
        {
            // Reading tells how the call ended.
        }
    }

    private static CallOutcome Outcome(Status status, Google.Rpc.Status? details, List<IMessage> responses, Metadata headers, Metadata trailers)
    {
        var entries = headers.Concat(trailers).Where(entry => entry.Key != "date").OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        return new CallOutcome(
            status.StatusCode,
            status.Detail,
            details,
            responses,
            [.. entries.Select(entry => entry.Key).Distinct()],
            [.. entries.Select(entry => $"{entry.Key}: {(entry.IsBinary ? Encoding.Latin1.GetString(entry.ValueBytes) : entry.Value)}")]);
    }
}
