using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace Triad.Doubles.Recordings;

/// <summary>Plays a recording to a server, call by call, and compares the answers.</summary>
public sealed class RecordingReplay(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes every call in its order. A call that was repeated until the answer was right is repeated here too.</summary>
    /// <exception cref="IOException">Nobody answers at the address.</exception>
    public async Task<IReadOnlyList<ReplayedCall>> PlayAsync(
        IEnumerable<RecordedCall> calls,
        Uri address,
        CancellationToken cancellationToken = default)
    {
        var options = new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null };
        using var channel = GrpcChannel.ForAddress(address, options);
        var invoker = channel.CreateCallInvoker();
        var played = new List<ReplayedCall>();
        foreach (var call in calls)
        {
            var started = time.GetTimestamp();
            var result = await PlayAsync(invoker, call, cancellationToken);
            if (played.Count == 0 && result.Error?.StatusCode == StatusCode.Unavailable)
                throw new IOException($"No server answers at {address}: {result.Error.Value.Detail}");
            while (call.Until && !result.IsEqual && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
                result = await PlayAsync(invoker, call, cancellationToken);
            }

            played.Add(result);
        }

        return played;
    }

    private async Task<ReplayedCall> PlayAsync(CallInvoker invoker, RecordedCall call, CancellationToken cancellationToken)
    {
        try
        {
            var options = new CallOptions(deadline: (time.GetUtcNow() + Patience).UtcDateTime, cancellationToken: cancellationToken);
            var answer = await invoker.AsyncUnaryCall(Method(call.Method), null, options, call.Request);
            return new ReplayedCall(
                call,
                call.Response is { } expected
                    ? AnswerComparison.Compare(expected, answer, call.Request)
                    : [new AnswerDifference("error.code", $"{call.Error!.Value.StatusCode}: {call.Error.Value.Detail}", "an answer")],
                Error: null,
                IsUnimplemented: false);
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            var isUnimplemented = e.StatusCode == StatusCode.Unimplemented && call.Error?.StatusCode != StatusCode.Unimplemented;
            return new ReplayedCall(
                call,
                call.Error is { } expected
                    ? AnswerComparison.Compare(expected, e.Status)
                    : [new AnswerDifference("error.code", "an answer", $"{e.StatusCode}: {e.Status.Detail}")],
                e.Status,
                isUnimplemented);
        }
    }

    private static Method<IMessage, IMessage> Method(MethodDescriptor method) => new(
        MethodType.Unary,
        method.Service.FullName,
        method.Name,
        Marshallers.Create<IMessage>(message => message.ToByteArray(), method.InputType.Parser.ParseFrom),
        Marshallers.Create<IMessage>(message => message.ToByteArray(), method.OutputType.Parser.ParseFrom));
}
