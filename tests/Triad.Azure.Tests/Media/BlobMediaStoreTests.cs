using System.Security.Cryptography;
using Triad.Azure.Tests.Faults;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Testing.Azure;
using Triad.Testing.Time;

namespace Triad.Azure.Tests.Media;

/// <summary>What is particular to blobs: blocks, names, leases, and an account that is broken, away or slow.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobMediaStoreTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MediaKey _key = new(TenantId.From("acme"), VideoId.From("video"), "source");

    [Fact]
    public async Task Connection_CutAgainAndAgain_UploadIsWholeAllTheSame()
    {
        await using var proxy = new FaultyProxy(azurite.Process.Port);
        await using var host = await StartAsync(proxy.Port);
        var content = RandomNumberGenerator.GetBytes(1 << 20);
        proxy.CutAfter(100_000); // In the middle of the second block of each connection.

        var stored = await host.Media.WriteAsync(_key, Chunks(content), long.MaxValue, None);

        Assert.Null(stored.Error);
        Assert.True(proxy.Cuts > 3, $"{proxy.Cuts} cuts");
        proxy.CutAfter(int.MaxValue);
        Assert.Equal(content, await ReadAsync(host));
    }

    [Fact]
    public async Task Account_AwayDuringAnUpload_FailsRetryablyKeepsWhatWasAcknowledgedAndRecovers()
    {
        await using var host = await StartAsync(azurite.Process.Port, retries: 1);
        var first = RandomNumberGenerator.GetBytes(300_000);
        Assert.True((await host.Media.WriteAsync(_key, Chunks(first), long.MaxValue, None)).IsOk);

        var written = await host.Media.WriteAsync(_key, Chunks(RandomNumberGenerator.GetBytes(300_000), azurite.Process.StopAsync), long.MaxValue, None);
        var read = await host.Media.OpenReadAsync(_key, 0, None);
        var leased = await host.Media.LeaseFileAsync(_key, None);
        var deleted = await host.Media.DeleteVideoAsync(_key.Tenant, _key.Video, None);
        await azurite.Process.RestartAsync();

        foreach (var error in (Error?[])[written.Error, read.Error, leased.Error, deleted.Error])
        {
            Assert.Equal(ErrorReason.Unavailable, error?.Reason);
            Assert.True(error!.Retryable);
            Assert.DoesNotContain("127.0.0.1", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(first, await ReadAsync(host));
        Assert.Empty(Directory.EnumerateFiles(host.LeaseFolder));
        Assert.True((await host.Media.WriteAsync(_key, Chunks([1, 2]), long.MaxValue, None)).IsOk);
        Assert.Equal([1, 2], await ReadAsync(host));
    }

    [Fact]
    public async Task Account_ThatDoesNotAnswer_FailsWithinItsTimeAndRecovers()
    {
        await using var proxy = new FaultyProxy(azurite.Process.Port);
        await using var host = await StartAsync(proxy.Port, retries: 1, timeout: TimeSpan.FromMilliseconds(500));
        proxy.Stall();

        var written = await host.Media.WriteAsync(_key, Chunks([1]), long.MaxValue, None).WithinAsync("the write to be given up");

        Assert.Equal(ErrorReason.Unavailable, written.Error?.Reason);
        proxy.Release();
        Assert.True((await host.Media.WriteAsync(_key, Chunks([2]), long.MaxValue, None)).IsOk);
        Assert.Equal([2], await ReadAsync(host));
    }

    [Fact]
    public async Task Write_GivenUpAndArrivingLate_DoesNotReplaceWhatWasStoredAfterIt()
    {
        await using var proxy = new FaultyProxy(azurite.Process.Port);
        using var place = AccountPlace.New();
        await using var slow = await StartAsync(proxy.Port, retries: 1, timeout: TimeSpan.FromMilliseconds(500), place);
        await using var direct = await StartAsync(azurite.Process.Port, place: place);
        proxy.Stall();
        Assert.False((await slow.Media.WriteAsync(_key, Chunks([1]), long.MaxValue, None).WithinAsync("the write to be given up")).IsOk);

        Assert.True((await direct.Media.WriteAsync(_key, Chunks([2]), long.MaxValue, None)).IsOk);
        await proxy.ReleaseToTheServerAsync().WithinAsync("the account to answer what was held back");

        Assert.Equal([2], await ReadAsync(direct));
    }

    [Fact]
    public async Task Account_ThatDoesNotAnswer_CancellationEndsTheWait()
    {
        await using var proxy = new FaultyProxy(azurite.Process.Port);
        await using var host = await StartAsync(proxy.Port, timeout: TimeSpan.FromMinutes(5));
        using var cancel = new CancellationTokenSource();
        proxy.Stall();

        var reading = host.Media.OpenReadAsync(_key, 0, cancel.Token);
        await proxy.Stalled.WithinAsync("the request to reach the proxy");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WithinAsync("the read to be given up"));
    }

    [Fact]
    public async Task Container_Gone_IsUnavailableAndNotNotFound()
    {
        await using var host = await StartAsync(azurite.Process.Port);
        await host.Account.Media.DeleteAsync(cancellationToken: None);

        var read = await host.Media.OpenReadAsync(_key, 0, None);

        Assert.Equal(ErrorReason.Unavailable, read.Error?.Reason);
    }

    [Fact]
    public async Task Writers_OfManyBlocksAtOnce_LeaveOneWholeAndTheOthersAreTold()
    {
        await using var host = await StartAsync(azurite.Process.Port);
        var contents = Enumerable.Range(1, 4).Select(i => RandomNumberGenerator.GetBytes(i * 150_000)).ToList();

        var written = await Task.WhenAll(contents.Select(content => host.Media.WriteAsync(_key, Chunks(content), long.MaxValue, None)));

        var read = await ReadAsync(host);
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(read));
        Assert.Contains(written, result => result.IsOk);
        Assert.All(written.Where(result => !result.IsOk), result => Assert.Equal(ErrorReason.Conflict, result.Error!.Reason));
    }

    [Theory]
    [InlineData("video.", "source.")]
    [InlineData("v..", "a..b")]
    [InlineData("a", "_")]
    public async Task Names_ThatPathsChange_StayApart(string video, string name)
    {
        await using var host = await StartAsync(azurite.Process.Port);
        var odd = new MediaKey(_key.Tenant, VideoId.From(video), name);
        var plain = new MediaKey(_key.Tenant, VideoId.From(video.TrimEnd('.')), name.TrimEnd('.') is { Length: > 0 } trimmed ? trimmed : name);

        await host.Media.WriteAsync(odd, Chunks([1, 2, 3]), long.MaxValue, None);

        Assert.Equal([name], (await host.Media.ListAsync(odd.Tenant, odd.Video, None)).Value.Keys);
        if (plain != odd)
            Assert.Equal(ErrorReason.ContentNotFound, (await host.Media.OpenReadAsync(plain, 0, None)).Error?.Reason);
        Assert.True((await host.Media.DeleteVideoAsync(odd.Tenant, odd.Video, None)).IsOk);
        Assert.Empty((await host.Media.ListAsync(odd.Tenant, odd.Video, None)).Value);
    }

    [Fact]
    public async Task Leases_OfAKilledProcess_AreRemovedAtTheNextStart()
    {
        using var place = AccountPlace.New();
        await using (var host = await AccountHost.StartAsync(azurite.Process.ConnectionString, place))
        {
            await host.Media.WriteAsync(_key, Chunks([1]), long.MaxValue, None);
            var lease = await host.Media.LeaseFileAsync(_key, None);
            Assert.Equal(UnixFileMode.OtherRead, File.GetUnixFileMode(lease.Value.Path) & UnixFileMode.OtherRead);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(host.LeaseFolder) & UnixFileMode.OtherExecute);
        }

        Assert.Single(Directory.EnumerateFiles(place.LeaseFolder));
        await using var next = await AccountHost.StartAsync(azurite.Process.ConnectionString, place);
        _ = next.Media;
        Assert.Empty(Directory.EnumerateFiles(place.LeaseFolder));
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> Chunks(byte[] content, Func<Task>? half = null)
    {
        const int Size = 10_000;
        for (var at = 0; at < content.Length; at += Size)
        {
            await Task.Yield();
            if (half is not null && at / Size == content.Length / Size / 2)
                await half();
            yield return Result<ReadOnlyMemory<byte>>.Ok(content.AsMemory(at, Math.Min(Size, content.Length - at)));
        }
    }

    private static Task<AccountHost> StartAsync(int port, int retries = 5, TimeSpan? timeout = null, AccountPlace? place = null) =>
        AccountHost.StartAsync(AzuriteProcess.ConnectionStringOn(port), place, configure: options =>
        {
            (options.MaxRetries, options.RetryDelay) = (retries, TimeSpan.FromMilliseconds(1));
            options.NetworkTimeout = timeout ?? options.NetworkTimeout;
        });

    private async Task<byte[]> ReadAsync(AccountHost host)
    {
        var opened = await host.Media.OpenReadAsync(_key, 0, None);
        Assert.Null(opened.Error);
        await using var stream = opened.Value;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
