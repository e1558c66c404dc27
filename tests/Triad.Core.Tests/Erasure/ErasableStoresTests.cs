using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Tests.Erasure;

public sealed class ErasableStoresTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Fact]
    public void All_AreInOrderOfStageAndName()
    {
        var sut = new ErasableStores(
            [new Store("b", ErasureStage.Records), new Store("a", ErasureStage.Records), new Store("z", ErasureStage.Access)], []);

        Assert.Equal(["z", "a", "b"], sut.All.Select(store => store.Name));
    }

    [Fact]
    public void Of_AVideo_LeavesOutWhatKnowsTenantsOnly()
    {
        var sut = new ErasableStores(
        [
            new Store("both", ErasureStage.Content, ErasureScopes.Tenant | ErasureScopes.Video),
            new Store("tenants", ErasureStage.Content),
        ], []);

        Assert.Equal(["both"], sut.Of(new ErasureSubject(Acme, VideoId.From("car"))).Select(store => store.Name));
        Assert.Equal(["both", "tenants"], sut.Of(new ErasureSubject(Acme)).Select(store => store.Name));
    }

    [Fact]
    public void Stores_OfOneName_AreRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => new ErasableStores([new Store("media", ErasureStage.Content), new Store("media", ErasureStage.Records)], []));

        Assert.Contains("'media'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RemaindersOf_ASubject_AreThoseOfItsScope_AndTellUntilWhen()
    {
        var sut = new ErasableStores(
            [], [new(ErasureScopes.Tenant, "usage", TimeSpan.FromDays(2)), new(ErasureScopes.Video, "logs", null), new(ErasureScopes.Tenant, "logs", null)]);
        var now = new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal([new("usage", now.AddDays(2)), new("logs", null)], sut.RemaindersOf(new ErasureSubject(Acme), now));
    }

    private sealed record Store(string Name, ErasureStage Stage, ErasureScopes Scopes = ErasureScopes.Tenant) : IErasableStore
    {
        public string Unit => "things";

        public Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) => Task.FromResult<Result<long>>(0);

        public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);

        public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
    }
}
