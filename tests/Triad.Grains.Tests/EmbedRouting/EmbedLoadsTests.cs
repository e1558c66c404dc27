using System.Net;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Triad.Grains.EmbedRouting;

namespace Triad.Grains.Tests.EmbedRouting;

public sealed class EmbedLoadsTests
{
    private static readonly SiloAddress A = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private static readonly SiloAddress B = SiloAddress.New(IPAddress.Loopback, 2, 1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Choose_WithoutReports_IsNone() => Assert.Null(CreateSut(A).Choose());

    [Fact]
    public void Choose_OfTwo_TakesTheShorterUntilItIsAsLong()
    {
        var sut = CreateSut(SiloAddress.Zero);
        sut.Report(A, 3);
        sut.Report(B, 0);

        Assert.Equal([B, B, B], Enumerable.Range(0, 3).Select(_ => sut.Choose()));
        Assert.Equal([A, B], Enumerable.Range(0, 2).Select(_ => sut.Choose()).Order());
    }

    [Fact]
    public void Choose_OfEquals_TakesThisSilo()
    {
        var sut = CreateSut(B);
        sut.Report(A, 1);
        sut.Report(B, 1);

        Assert.Equal(B, sut.Choose());
    }

    [Fact]
    public void Choose_OfOneThatHasBeenSilent_TakesTheOther()
    {
        var sut = CreateSut(SiloAddress.Zero);
        sut.Report(A, 0);
        _time.Advance(EmbedLoads.ValidFor + TimeSpan.FromSeconds(1));
        sut.Report(B, 9);

        Assert.Equal(B, sut.Choose());
    }

    [Fact]
    public void Key_OfASiloThatWasStartedAgain_IsAnother() =>
        Assert.NotEqual(EmbedSiloKey.Of(A), EmbedSiloKey.Of(SiloAddress.New(IPAddress.Loopback, 1, 2)));

    private EmbedLoads CreateSut(SiloAddress local) => new(new Here(local), _time);

    private sealed record Here(SiloAddress SiloAddress) : ILocalSiloDetails
    {
        public string Name => "here";

        public string ClusterId => "test";

        public string DnsHostName => "here";

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
