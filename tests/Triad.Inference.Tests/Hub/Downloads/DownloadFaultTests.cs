using Microsoft.Extensions.Time.Testing;
using Triad.Core.Errors;
using Triad.Inference.Hub.Downloads;
using Triad.Inference.Hub.Downloads.Sources;
using Triad.Inference.Tests.Fixtures;
using Triad.Testing.Hub;

namespace Triad.Inference.Tests.Hub.Downloads;

/// <summary>Hubs that lie, break off or send elsewhere: refused or overcome, and never half installed.</summary>
public sealed class DownloadFaultTests
{
    private const string Graph = "onnx/model.onnx";
    private const string Config = "config.json";

    [Theory]
    [InlineData(Graph, "SHA-256")]
    [InlineData(Config, "Git object")]
    public async Task Get_FileWithOtherBytesThanItsHash_IsRefused(string file, string hash)
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(file, HubFault.OtherBytes);

        var got = await sut.GetAsync();

        Assert.Equal((ErrorReason.ContentMismatch, file), (got.Error?.Reason, got.Error?.Field));
        Assert.Contains(hash, got.Error?.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(sut.Package));
        Assert.False(File.Exists(Path.Combine(sut.Stage, "files", file)));
        Assert.False(File.Exists(sut.Pins));
    }

    [Fact]
    public async Task Get_FileThatIsLongerThanStated_IsRefused()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.TooLong);

        var got = await sut.GetAsync();

        Assert.Equal((ErrorReason.ContentMismatch, Graph), (got.Error?.Reason, got.Error?.Field));
        Assert.False(Path.Exists(sut.Package));
    }

    [Fact]
    public async Task Get_ConnectionThatBreaksOff_GoesOnWhereItEnded()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.BreaksOff, times: 3);

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.Contains(sut.Hub.Requests, request => request.Contains("model.onnx bytes=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_AfterARunThatEnded_GoesOnWhereItEnded()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.NotFound);
        sut.Hub.Spoil(Config, HubFault.None);
        Assert.False((await sut.GetAsync()).IsOk);
        var part = Path.Combine(sut.Stage, "files", $"{Graph}.part");
        await File.WriteAllBytesAsync(part, (await File.ReadAllBytesAsync(Path.Combine(HubCopy.MiniLm, Graph)))[..1000]);
        sut.Hub.Spoil(Graph, HubFault.None);
        sut.Hub.Requests.Clear();

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.Contains(sut.Hub.Requests, request => request.EndsWith("model.onnx bytes=1000-", StringComparison.Ordinal));
        Assert.DoesNotContain(sut.Hub.Requests, request => request.EndsWith("resolve/" + sut.Hub.Commit + "/config.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_PartThatWasChanged_IsFetchedAnew()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.NotFound);
        await sut.GetAsync();
        await File.WriteAllBytesAsync(Path.Combine(sut.Stage, "files", $"{Graph}.part"), new byte[1000]);
        sut.Hub.Spoil(Graph, HubFault.None);

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_ServerWithoutRanges_IsReadFromTheBeginning()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.NotFound);
        await sut.GetAsync();
        await File.WriteAllBytesAsync(
            Path.Combine(sut.Stage, "files", $"{Graph}.part"), (await File.ReadAllBytesAsync(Path.Combine(HubCopy.MiniLm, Graph)))[..1000]);
        sut.Hub.Spoil(Graph, HubFault.IgnoresRanges);

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_ConnectionThatAlwaysBreaksOff_EndsAndKeepsWhatCame()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.BreaksOff);

        var got = await sut.GetAsync();

        Assert.Equal(ErrorReason.Unavailable, got.Error?.Reason);
        Assert.True(File.Exists(Path.Combine(sut.Stage, "files", $"{Graph}.part")));
        Assert.False(Path.Exists(sut.Package));
    }

    [Theory]
    [InlineData(HubFault.RedirectsElsewhere, "elsewhere.invalid")]
    [InlineData(HubFault.RedirectsForEver, "redirects more than")]
    public async Task Get_RedirectThatLeadsNowhereGood_IsRefused(HubFault fault, string part)
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, fault);

        var got = await sut.GetAsync();

        Assert.Equal(ErrorReason.ContentMismatch, got.Error?.Reason);
        Assert.Contains(part, got.Error?.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(sut.Package));
    }

    [Fact]
    public async Task Get_FileThatIsListedAndNotThere_IsRefused()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.NotFound);

        var got = await sut.GetAsync();

        Assert.Equal(ErrorReason.Unavailable, got.Error?.Reason);
        Assert.Contains("404", got.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HubWithoutTime_IsAskedAgain()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.TooManyRequests, times: 2);

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_HubThatSendsNothingMore_IsLeftAfterAWhile()
    {
        var time = new FakeTimeProvider();
        await using var sut = await DownloadFixture.StartAsync();
        sut.Time = time;
        sut.Hub.Spoil(Graph, HubFault.Stalls, times: 1);

        var getting = sut.GetAsync();
        await sut.Hub.Stalled;
        while (!getting.IsCompleted && !sut.Hub.Left.IsCompleted)
        {
            // Each further step would end the next attempt too: it comes only where the one before was too early.
            time.Advance(sut.Options.Stall);
            await Task.WhenAny(sut.Hub.Left, getting, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System));
        }

        var got = await getting;
        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_CommitThatIsNone_IsRefused()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Commit = "../../main";

        Assert.Equal("sha", (await sut.GetAsync()).Error?.Field);
    }

    [Theory]
    [InlineData("not a [link")]
    [InlineData("http://[")]
    public async Task Get_NextPageThatIsNowhere_IsRefused(string link)
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.NextPage = link;

        Assert.False((await sut.GetAsync()).IsOk);
        Assert.False(Path.Exists(sut.Package));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 42)]
    public async Task Get_SizesThatNoDiskHas_AreRefusedBeforeAnythingIsFetched(long size)
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.StatedSize = size;

        var got = await sut.GetAsync();

        Assert.Equal(ErrorReason.ContentMismatch, got.Error?.Reason);
        Assert.Contains("Do not trust", got.Error?.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(sut.Hub.Requests, request => request.Contains("/resolve/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_FromAMirror_TellsItTheTokenOfMirrorsOnly()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var request = new ModelRequest(DownloadFixture.Model(), sut.Models) { From = sut.Hub.Address.ToString(), Token = "of-the-hub" };

        Assert.True((await sut.GetAsync(request)).IsOk);
        Assert.Empty(sut.Hub.Authorizations);
        Directory.Delete(sut.Package, recursive: true);
        Assert.True((await sut.GetAsync(request with { MirrorToken = "of-the-mirror" })).IsOk);

        Assert.Equal("Bearer of-the-mirror", Assert.Single(sut.Hub.Authorizations.Distinct()));
    }

    [Theory]
    [InlineData("https://huggingface.co/", "of-the-hub")]
    [InlineData("https://huggingface.co:8443/", "of-the-mirror")]
    [InlineData("http://huggingface.co/", "of-the-mirror")]
    [InlineData("https://huggingface.co.example/", "of-the-mirror")]
    public void Token_OfTheHub_IsForTheHubItself(string hub, string token)
    {
        var request = new ModelRequest(DownloadFixture.Model(), "models") { Token = "of-the-hub", MirrorToken = "of-the-mirror" };

        Assert.Equal(token, HubSource.TokenFor(new Uri(hub), request));
    }

    [Fact]
    public async Task Get_PlainHttpElsewhereThanHere_IsRefused()
    {
        await using var sut = await DownloadFixture.StartAsync();

        var got = await sut.GetAsync(new ModelRequest(DownloadFixture.Model(), sut.Models) { From = "http://hub.example" });

        Assert.Contains("not encrypted", got.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_CancelledInTheMiddle_KeepsWhatCameAndInstallsNothing()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.Hub.Spoil(Graph, HubFault.Stalls);
        using var cancel = new CancellationTokenSource();

        var getting = sut.GetAsync(cancellationToken: cancel.Token);
        await sut.Hub.Stalled;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
        Assert.True(File.Exists(Path.Combine(sut.Stage, "files", Config)));
        Assert.False(Path.Exists(sut.Package));
    }
}
