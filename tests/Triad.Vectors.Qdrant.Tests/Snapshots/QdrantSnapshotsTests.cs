using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Snapshots;

namespace Triad.Vectors.Qdrant.Tests.Snapshots;

public sealed class QdrantSnapshotsTests
{
    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Snapshots_OfASpace_AreMadeListedAndDeleted()
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);
        var services = fixture.Services();
        var shard = new ShardId(TenantId.From("acme"), 0);
        await services.GetRequiredService<IVectorWriter>().OpenAsync(shard, Space, RandomPoints.Shapes(4), 1, None);
        var snapshots = services.GetRequiredService<QdrantSnapshots>();

        var made = await snapshots.CreateAsync(Space, None);
        Assert.Equal(made.Value.Name, Assert.Single((await snapshots.ListAsync(Space, None)).Value).Name);
        Assert.True((await snapshots.DeleteAsync(Space, made.Value.Name, None)).IsOk);
        Assert.Empty((await snapshots.ListAsync(Space, None)).Value);
    }

    [Fact]
    public async Task Snapshots_OfASpaceThatIsNotThere_AreRefused()
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);

        var made = await fixture.Services().GetRequiredService<QdrantSnapshots>().CreateAsync(Space, None);

        Assert.Equal(ErrorReason.Internal, made.Error?.Reason);
        Assert.Contains("doesn't exist", made.Error?.Message, StringComparison.Ordinal);
    }
}
