using Google.Protobuf;
using Grpc.Core;
using Triad.Gateway.Limits;

namespace Triad.Gateway.Tests.Limits;

public sealed class LimitsTests
{
    [Fact]
    public async Task Message_AboveTheLimit_NamesLimitAndMaximum()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Limits.MaxMessageBytes = 100_000);
        var request = new V1.SearchRequest { Query = new V1.Query { Parts = { new V1.Part { Image = ByteString.CopyFrom(new byte[200_000]) } } } };

        var refused = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal((StatusCode.InvalidArgument, "LIMIT_EXCEEDED"), (refused.Code, refused.Info.Reason));
        Assert.Contains("MaxMessageBytes of 100000", refused.Message);
    }

    [Fact]
    public async Task Message_OfAStreamAboveTheLimit_NamesLimitAndMaximum()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Limits.MaxMessageBytes = 100_000);
        using var call = gateway.Library.UploadVideo(GatewayFixture.As(gateway.AcmeKey));
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = new V1.UploadHeader() });

        var refused = await Refusal.OfAsync(async () =>
        {
            try
            {
                await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = ByteString.CopyFrom(new byte[200_000]) });
            }
            catch (RpcException)
            {
                // The refusal may break the write off; only the response says why.
            }

            await call.ResponseAsync;
        });

        Assert.Contains("MaxMessageBytes of 100000", refused.Message);
        Assert.Empty(gateway.Media.Blobs);
    }

    [Fact]
    public void Limits_OfTheOptions_AreAllDocumentedWithTheirDefaults()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "limits.md"));

        Assert.All(
            new LimitsOptions().All(),
            limit => Assert.Contains(lines, line => line.StartsWith($"| `{limit.Name}` | {limit.Value} |", StringComparison.Ordinal)));
    }
}
