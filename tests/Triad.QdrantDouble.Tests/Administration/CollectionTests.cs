using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Tests.Fixtures;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Administration;

public sealed class CollectionTests
{
    [Fact]
    public async Task Info_OfACollection_HasSettingsSchemaAndCounts()
    {
        await using var sut = await CreateAsync();
        await sut.IndexAsync("tenant", FieldType.Keyword);
        await sut.UpsertAsync(null, Point(1, 1, 0, ("tenant", "acme")), Point(2, 1, 0, ("tenant", 5L)), Point(3, 1, 0));

        var info = (await sut.Collections.GetAsync(new GetCollectionInfoRequest { CollectionName = Collection })).Result;

        Assert.Equal(3UL, info.PointsCount);
        Assert.Equal((PayloadSchemaType.Keyword, 1UL), (info.PayloadSchema["tenant"].DataType, info.PayloadSchema["tenant"].Points));
        Assert.Equal(2UL, info.Config.Params.VectorsConfig.Params.Size);
        Assert.Equal(16UL, info.Config.HnswConfig.M);
    }

    [Fact]
    public async Task Update_OfACollection_ChangesWhatItNames()
    {
        await using var sut = await CreateAsync();

        await sut.Collections.UpdateAsync(
            new UpdateCollection { CollectionName = Collection, HnswConfig = new HnswConfigDiff { M = 0 }, Metadata = { ["a"] = "b" } });

        var config = (await sut.Collections.GetAsync(new GetCollectionInfoRequest { CollectionName = Collection })).Result.Config;
        Assert.Equal((0UL, 100UL), (config.HnswConfig.M, config.HnswConfig.EfConstruct));
        Assert.Equal("b", config.Metadata["a"].StringValue);
    }

    [Fact]
    public async Task Alias_OfACollection_StandsForItAndMoves()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 1, 0));
        await AliasAsync(sut, new AliasOperations { CreateAlias = new CreateAlias { AliasName = "current", CollectionName = Collection } });

        Assert.Equal(1UL, (await sut.Points.CountAsync(new CountPoints { CollectionName = "current" })).Result.Count);
        await AliasAsync(sut, new AliasOperations { RenameAlias = new RenameAlias { OldAliasName = "current", NewAliasName = "latest" } });
        var count = new CountPoints { CollectionName = "current" };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await sut.Points.CountAsync(count));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        var aliases = (await sut.Collections.ListAliasesAsync(new ListAliasesRequest())).Aliases;
        Assert.Equal(("latest", Collection), aliases.Select(alias => (alias.AliasName, alias.CollectionName)).Single());
    }

    [Fact]
    public async Task Delete_OfACollection_SaysWhetherItWasThere()
    {
        await using var sut = await CreateAsync();

        Assert.True((await sut.Collections.DeleteAsync(new DeleteCollection { CollectionName = Collection })).Result);
        Assert.False((await sut.Collections.DeleteAsync(new DeleteCollection { CollectionName = Collection })).Result);
    }

    [Fact]
    public async Task Index_OfAnotherType_TakesThePlaceOfTheOld()
    {
        await using var sut = await CreateAsync();
        await sut.IndexAsync("tenant", FieldType.Keyword);
        await sut.IndexAsync("tenant", FieldType.Integer);

        var info = (await sut.Collections.GetAsync(new GetCollectionInfoRequest { CollectionName = Collection })).Result;
        Assert.Equal(PayloadSchemaType.Integer, info.PayloadSchema["tenant"].DataType);
    }

    [Fact]
    public async Task Snapshots_OfACollection_AreListedUntilTheyAreDeleted()
    {
        await using var sut = await CreateAsync();
        var first = await sut.Snapshots.CreateAsync(new CreateSnapshotRequest { CollectionName = Collection });
        var second = await sut.Snapshots.CreateAsync(new CreateSnapshotRequest { CollectionName = Collection });

        var name = first.SnapshotDescription.Name;
        await sut.Snapshots.DeleteAsync(new DeleteSnapshotRequest { CollectionName = Collection, SnapshotName = name });

        var listed = await sut.Snapshots.ListAsync(new ListSnapshotsRequest { CollectionName = Collection });
        Assert.Equal([second.SnapshotDescription.Name], listed.SnapshotDescriptions.Select(snapshot => snapshot.Name));
    }

    private static async Task AliasAsync(DoubleFixture sut, AliasOperations action) =>
        await sut.Collections.UpdateAliasesAsync(new ChangeAliases { Actions = { action } });
}
