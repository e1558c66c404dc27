using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Triad.RuntimeSemantics.Tests.Values;

[Collection(SiloCollection.Name)]
public sealed class CopyTests(SiloFixture silo)
{
    public interface IKeepsWhatItGets : IGrainWithStringKey
    {
        Task Keep(Basket basket);

        Task<Basket> Kept();

        Task<bool> IsSame(Basket one, Basket other);

        Task<Immutable<Basket>> Pass(Immutable<Basket> basket);

        Task<Fruit> PassFruit(Fruit fruit);

        Task<Everything> PassEverything(Everything everything);

        Task<Point> PassPoint(Point point);

        Task<Foreign> PassForeign(Foreign foreign);
    }

    [Fact]
    public async Task Argument_ChangedByTheCallerLater_IsUnchangedInTheGrain()
    {
        var grain = Grain();
        var basket = new Basket { Names = ["apple"] };
        await grain.Keep(basket);
        basket.Names.Add("worm");
        Assert.Equal(["apple"], (await grain.Kept()).Names);
    }

    [Fact]
    public async Task Result_ChangedByTheCaller_IsUnchangedInTheGrain()
    {
        var grain = Grain();
        await grain.Keep(new Basket { Names = ["apple"] });
        (await grain.Kept()).Names.Clear();
        Assert.Equal(["apple"], (await grain.Kept()).Names);
    }

    [Fact]
    public async Task Object_GivenTwiceInOneCall_IsOneObject()
    {
        var basket = new Basket();
        Assert.True(await Grain().IsSame(basket, basket));
        Assert.False(await Grain().IsSame(basket, new Basket()));
    }

    [Fact]
    public async Task Immutable_IsHandedOver()
    {
        var basket = new Basket { Names = ["apple"] };
        Assert.Equal(["apple"], (await Grain().Pass(basket.AsImmutable())).Value.Names);
    }

    [Fact]
    public async Task Subtype_StaysWhatItIs()
    {
        var apple = Assert.IsType<Apple>(await Grain().PassFruit(new Apple { Colour = "red", Weight = 3 }));
        Assert.Equal(("red", 3), (apple.Colour, apple.Weight));
    }

    [Fact]
    public async Task Collections_AndRecords_AndValues_Arrive()
    {
        var sent = new Everything(
            [1, 2], [new Point(1, 2)], ImmutableDictionary<string, Point>.Empty.Add("a", new Point(3, 4)), new Dictionary<string, int> { ["b"] = 5 },
            new byte[] { 6, 7 }, new Uri("https://example.com/x"), DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(8), (9, "ten"), null, DayOfWeek.Friday);
        var got = await Grain().PassEverything(sent);
        Assert.Equal(sent.Numbers, got.Numbers);
        Assert.Equal(sent.Points, got.Points);
        Assert.Equal(sent.Named, got.Named);
        Assert.Equal(sent.Counts, got.Counts);
        Assert.NotSame(sent.Counts, got.Counts);
        Assert.Equal(sent.Bytes.ToArray(), got.Bytes.ToArray());
        Assert.Equal((sent.Link, sent.At, sent.Span, sent.Pair, sent.Maybe, sent.Day), (got.Link, got.At, got.Span, got.Pair, got.Maybe, got.Day));
    }

    [Fact]
    public async Task Struct_AndForeignTypeWithAConverter_Arrive()
    {
        Assert.Equal(new Point(1, 2), await Grain().PassPoint(new Point(1, 2)));
        Assert.Equal("far", (await Grain().PassForeign(new Foreign("far"))).Name);
    }

    private IKeepsWhatItGets Grain() => silo.Grains.GetGrain<IKeepsWhatItGets>(SiloFixture.NewKey());

    [GenerateSerializer]
    public sealed class Basket
    {
        [Id(0)]
        public List<string> Names { get; init; } = [];
    }

    [GenerateSerializer]
    public abstract class Fruit
    {
        [Id(0)]
        public int Weight { get; set; }
    }

    [GenerateSerializer]
    public sealed class Apple : Fruit
    {
        [Id(0)]
        public string? Colour { get; set; }
    }

    [GenerateSerializer, Immutable]
    public readonly record struct Point([property: Id(0)] int X, [property: Id(1)] int Y);

    [GenerateSerializer]
    public sealed record Everything(
        [property: Id(0)] int[] Numbers,
        [property: Id(1)] ImmutableArray<Point> Points,
        [property: Id(2)] ImmutableDictionary<string, Point> Named,
        [property: Id(3)] Dictionary<string, int> Counts,
        [property: Id(4)] ReadOnlyMemory<byte> Bytes,
        [property: Id(5)] Uri Link,
        [property: Id(6)] DateTimeOffset At,
        [property: Id(7)] TimeSpan Span,
        [property: Id(8)] (int Number, string Word) Pair,
        [property: Id(9)] double? Maybe,
        [property: Id(10)] DayOfWeek Day);

    public sealed class Foreign(string name)
    {
        public string Name { get; } = name;
    }

    [GenerateSerializer]
    public struct ForeignSurrogate
    {
        [Id(0)]
        public string Name;
    }

    [RegisterConverter]
    public sealed class ForeignConverter : IConverter<Foreign, ForeignSurrogate>
    {
        public Foreign ConvertFromSurrogate(in ForeignSurrogate surrogate) => new(surrogate.Name);

        public ForeignSurrogate ConvertToSurrogate(in Foreign value) => new() { Name = value.Name };
    }

    public sealed class KeepsWhatItGetsGrain : Grain, IKeepsWhatItGets
    {
        private Basket _kept = new();

        public Task Keep(Basket basket)
        {
            _kept = basket;
            return Task.CompletedTask;
        }

        public Task<Basket> Kept() => Task.FromResult(_kept);

        public Task<bool> IsSame(Basket one, Basket other) => Task.FromResult(ReferenceEquals(one, other));

        public Task<Immutable<Basket>> Pass(Immutable<Basket> basket) => Task.FromResult(basket);

        public Task<Fruit> PassFruit(Fruit fruit) => Task.FromResult(fruit);

        public Task<Everything> PassEverything(Everything everything) => Task.FromResult(everything);

        public Task<Point> PassPoint(Point point) => Task.FromResult(point);

        public Task<Foreign> PassForeign(Foreign foreign) => Task.FromResult(foreign);
    }
}
