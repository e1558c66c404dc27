using Grpc.Core;
using Google.Protobuf;
using Triad.Core.Erasure;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Gateway.Tests.Doubles;

namespace Triad.Gateway.Tests.Library;

/// <summary>What the erasure of a tenant finds in the journals of uploads.</summary>
public sealed class UploadLeftoversTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Fact]
    public async Task Journal_OfAKilledGateway_CountsAndGoesWithItsBytes()
    {
        var ended = Directory.CreateTempSubdirectory("triad-ended-").FullName;
        await using var gateway = await GatewayFixture.StartAsync(options => options.AbandonedJournalFolders = [ended]);
        var half = new MediaKey(Acme, VideoId.From("half"), "source.abc");
        gateway.Media.Blobs[half] = [1, 2, 3];
        await File.WriteAllTextAsync(Path.Combine(ended, "abc"), "acme\nhalf\n"); // As one that was killed after this one started.
        await File.WriteAllTextAsync(Path.Combine(ended, "def"), "rival\nhalf\n");
        var leftovers = gateway.Service<IUploadLeftovers>();

        var before = (await leftovers.CountAsync(Acme, default)).Value;
        Assert.True((await leftovers.EraseAsync(Acme, default)).IsOk);

        Assert.Equal((1, 0), (before, (await leftovers.CountAsync(Acme, default)).Value));
        Assert.False(gateway.Media.Blobs.ContainsKey(half));
        Assert.Equal("def", Path.GetFileName(Assert.Single(Directory.GetFiles(ended))));
        Directory.Delete(ended, recursive: true);
    }

    [Fact]
    public async Task Journal_OfAnUploadOnItsWay_CountsAndStaysUntilItEnds()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var leftovers = gateway.Service<IUploadLeftovers>();
        using var call = gateway.Library.UploadVideo(GatewayFixture.As(gateway.AcmeKey));
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = new V1.UploadHeader { VideoId = "v" } });
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = ByteString.CopyFromUtf8("some") });
        while (gateway.JournalFiles.Length == 0)
            await Task.Yield();

        Assert.Equal(1, (await leftovers.CountAsync(Acme, default)).Value);
        Assert.True((await leftovers.EraseAsync(Acme, default)).IsOk);
        Assert.Single(gateway.JournalFiles);

        await call.RequestStream.CompleteAsync();
        Assert.Equal("v", (await call).Id);
        Assert.Equal(0, (await leftovers.CountAsync(Acme, default)).Value);
    }
}
