using Google.Protobuf;
using Grpc.Core;

namespace Triad.Gateway.Tests.Calls;

public sealed class UnreadableMessageTests
{
    private static readonly byte[] Whole = new V1.GetVideoRequest { VideoId = "v" }.ToByteArray();

    public static TheoryData<string, byte[][]> Unreadable => new()
    {
        { "nothing", [] },
        { "two messages", [Whole, Whole] },
        { "a field that is longer than the message", [[0x12, 0x7f]] },
        { "no protobuf", [[0xff, 0xff, 0xff]] },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Call_WithBytesThatAreNotItsMessage_IsTheCallersMistake(string what, byte[][] messages)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(() => SendAsync(gateway, "LibraryService", "GetVideo", messages));

        Assert.True(refused.Code == StatusCode.InvalidArgument, what);
        Assert.Equal(("FIELD_INVALID", "message"), (refused.Info.Reason, refused.Field));
        Assert.NotEmpty(refused.Info.Metadata["remedy"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Stream_WithAMessageThatCannotBeRead_IsTheCallersMistakeAndLeavesNothing(int at)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        byte[][] messages =
        [
            new V1.UploadVideoRequest { Header = new V1.UploadHeader { VideoId = "half" } }.ToByteArray(),
            new V1.UploadVideoRequest { Chunk = ByteString.CopyFrom(1, 2, 3) }.ToByteArray(),
        ];
        messages[at] = [0x12, 0x7f];

        var refused = await Refusal.OfAsync(() => SendAsync(gateway, "LibraryService", "UploadVideo", messages));

        Assert.Equal((StatusCode.InvalidArgument, "message"), (refused.Code, refused.Field));
        Assert.Empty(gateway.JournalFiles);
    }

    private static async Task SendAsync(GatewayFixture gateway, string service, string method, byte[][] messages)
    {
        // On the wire calls of all kinds are alike.
        var bytes = Marshallers.Create(value => value, value => value);
        var call = gateway.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, $"triad.v1.{service}", method, bytes, bytes),
            null,
            new CallOptions(GatewayFixture.As(gateway.AcmeKey), TimeProvider.System.GetUtcNow().UtcDateTime + GatewayFixture.Patience));
        try
        {
            foreach (var message in messages)
                await call.RequestStream.WriteAsync(message);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
            // The gateway may answer before the last message is written: why is in its answer, not in the failed write.
        }

        await foreach (var _ in call.ResponseStream.ReadAllAsync())
        {
            // Until it ends.
        }
    }
}
