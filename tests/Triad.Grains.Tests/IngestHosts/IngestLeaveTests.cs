using Microsoft.Extensions.Time.Testing;
using Triad.Grains.IngestHosts;

namespace Triad.Grains.Tests.IngestHosts;

public sealed class IngestLeaveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leave_OfAProcessOrHostThatStops_EndsJobsOnlyAfterItsPatience(bool isProcess)
    {
        using var process = new CancellationTokenSource();
        using var host = new CancellationTokenSource();
        await using var sut = new IngestLeave(process.Token, host.Token, Patience, _time);
        _time.Advance(2 * Patience);
        Assert.False(sut.Begun.IsCancellationRequested || sut.Over.IsCancellationRequested);

        await (isProcess ? process : host).CancelAsync();
        _time.Advance(Patience - TimeSpan.FromSeconds(1));
        Assert.True(sut.Begun.IsCancellationRequested && !sut.Over.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(sut.Over.IsCancellationRequested);
    }
}
