namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class RequestContextTests(SiloFixture silo)
{
    private const string Key = "note";

    public interface IContextReader : IGrainWithStringKey
    {
        Task<string?> Read();

        Task<string?> ReadThrough(IContextReader other);

        Task Write(string value);
    }

    [Fact]
    public async Task Value_OfTheCaller_IsSeenAlongTheChain()
    {
        RequestContext.Set(Key, "hello");
        var first = silo.Grains.GetGrain<IContextReader>(SiloFixture.NewKey());
        var second = silo.Grains.GetGrain<IContextReader>(SiloFixture.NewKey());
        Assert.Equal("hello", await first.Read());
        Assert.Equal("hello", await first.ReadThrough(second));
        RequestContext.Clear();
        Assert.Null(await first.Read());
    }

    [Fact]
    public async Task Value_SetByTheCallee_DoesNotComeBack()
    {
        RequestContext.Set(Key, "mine");
        await silo.Grains.GetGrain<IContextReader>(SiloFixture.NewKey()).Write("theirs");
        Assert.Equal("mine", RequestContext.Get(Key));
        RequestContext.Clear();
    }

    public sealed class ContextReaderGrain : Grain, IContextReader
    {
        public Task<string?> Read() => Task.FromResult(RequestContext.Get(Key) as string);

        public async Task<string?> ReadThrough(IContextReader other)
        {
            await Task.Yield();
            return await other.Read();
        }

        public Task Write(string value)
        {
            RequestContext.Set(Key, value);
            return Task.CompletedTask;
        }
    }
}
