namespace Triad.RuntimeSemantics.Tests.Values;

[Collection(SiloCollection.Name)]
public sealed class ReferenceTests(SiloFixture silo)
{
    public interface IByGuid : IGrainWithGuidKey
    {
        Task<Guid> Key();
    }

    public interface IByNumber : IGrainWithIntegerKey
    {
        Task<long> Key();
    }

    public interface IByBoth : IGrainWithIntegerCompoundKey
    {
        Task<string> Key();
    }

    public interface IByGuidAndText : IGrainWithGuidCompoundKey
    {
        Task<string> Key();
    }

    public interface IByText : IGrainWithStringKey
    {
        Task<string> Key();

        Task<IByText> Me();

        Task<string> KeyOf(IByText other);
    }

    public interface IAlsoByText : IGrainWithStringKey
    {
        Task<string> Other();
    }

    [Fact]
    public async Task Keys_OfEveryKind_ReachTheGrain()
    {
        var id = Guid.NewGuid();
        Assert.Equal(id, await silo.Grains.GetGrain<IByGuid>(id).Key());
        Assert.Equal(-7, await silo.Grains.GetGrain<IByNumber>(-7).Key());
        Assert.Equal("8 eight", await silo.Grains.GetGrain<IByBoth>(8, "eight").Key());
        Assert.Equal($"{id} text", await silo.Grains.GetGrain<IByGuidAndText>(id, "text").Key());
        Assert.Equal("a/b c", await silo.Grains.GetGrain<IByText>("a/b c").Key());
    }

    [Fact]
    public async Task References_OfOneGrain_AreEqual_AndTravel()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IByText>(key);
        Assert.Equal(grain, silo.Grains.GetGrain<IByText>(key));
        Assert.NotEqual(grain, silo.Grains.GetGrain<IByText>(key + "x"));
        Assert.Equal(grain, await grain.Me());
        Assert.Equal(key, grain.GetPrimaryKeyString());
        Assert.Equal(key + "x", await grain.KeyOf(silo.Grains.GetGrain<IByText>(key + "x")));
    }

    [Fact]
    public async Task Reference_CastToAnotherInterfaceOfTheGrain_Calls()
    {
        var grain = silo.Grains.GetGrain<IByText>(SiloFixture.NewKey());
        Assert.Equal("other", await grain.AsReference<IAlsoByText>().Other());
        Assert.Equal("other", await silo.Grains.GetGrain<IAlsoByText>(grain.GetGrainId()).Other());
    }

    [Fact]
    public void GrainType_IsTheClassNameInLowerCaseWithoutItsSuffix() =>
        Assert.Equal("bytext/k", silo.Grains.GetGrain<IByText>("k").GetGrainId().ToString());

    public sealed class ByGuidGrain : Grain, IByGuid
    {
        public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
    }

    public sealed class ByNumberGrain : Grain, IByNumber
    {
        public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
    }

    public sealed class ByBothGrain : Grain, IByBoth
    {
        public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong(out var text)} {text}");
    }

    public sealed class ByGuidAndTextGrain : Grain, IByGuidAndText
    {
        public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKey(out var text)} {text}");
    }

    public sealed class ByTextGrain : Grain, IByText, IAlsoByText
    {
        public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

        public Task<IByText> Me() => Task.FromResult(this.AsReference<IByText>());

        public Task<string> KeyOf(IByText other) => other.Key();

        public Task<string> Other() => Task.FromResult("other");
    }
}
