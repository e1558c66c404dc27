using System.Collections.Immutable;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Azure.Tests.Faults;
using Triad.Core.Errors;
using Triad.Testing.Azure;
using Triad.Testing.GrainState;
using Triad.Testing.Time;

namespace Triad.Azure.Tests.GrainState;

/// <summary>Grain state in an account that is broken, away or slow.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureGrainStorageTests(AzuriteFixture azurite)
{
    private const string StateName = "sample";

    private readonly GrainId _grain = GrainId.Create("sample", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task State_OfSeveralMegabytes_ComesBackWhole()
    {
        await using var host = await AccountHost.StartAsync(azurite.Process.ConnectionString);
        var items = Enumerable.Range(0, 200_000).Select(i => new SampleItem($"ключ-{i}-\"☂\"", i)).ToImmutableArray();

        await WriteAsync(host.Grains, new SampleState { Items = items });

        Assert.Equal(items.AsEnumerable(), (await ReadAsync(host.Grains)).State!.Items);
    }

    [Fact]
    public async Task Account_Away_FailsRetryablyKeepsWhatWasAcknowledgedAndRecovers()
    {
        await using var host = await StartAsync(azurite.Process.Port);
        var state = await WriteAsync(host.Grains, new SampleState { Count = 1 });
        var (etag, exists) = (state.ETag, state.RecordExists);
        state.State = state.State! with { Count = 2 };
        await azurite.Process.StopAsync();

        var written = await Assert.ThrowsAsync<StorageException>(() => host.Grains.WriteStateAsync(StateName, _grain, state));
        var read = await Assert.ThrowsAsync<StorageException>(() => ReadAsync(host.Grains));
        await azurite.Process.RestartAsync();

        Assert.Equal((ErrorReason.Unavailable, ErrorReason.Unavailable), (written.Error.Reason, read.Error.Reason));
        Assert.True(written.Error.Retryable);
        Assert.Equal((etag, exists), (state.ETag, state.RecordExists));
        Assert.Equal(1, (await ReadAsync(host.Grains)).State!.Count);
        await host.Grains.WriteStateAsync(StateName, _grain, state);
        Assert.Equal(2, (await ReadAsync(host.Grains)).State!.Count);
    }

    [Fact]
    public async Task Write_GivenUpAndDoneLater_IsRefusedByVersionAndNotDoneTwice()
    {
        await using var proxy = new FaultyProxy(azurite.Process.Port);
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(proxy.Port, TimeSpan.FromMinutes(5));
        var grains = host.GrainsBy(time);
        var state = await WriteAsync(grains, new SampleState { Count = 1 });
        var etag = state.ETag;
        proxy.Stall();

        state.State = state.State! with { Count = 2 };
        var writing = grains.WriteStateAsync(StateName, _grain, state);
        await proxy.Stalled.WithinAsync("the request to reach the proxy");
        time.Advance(TimeSpan.FromSeconds(20));
        var failure = await Assert.ThrowsAsync<StorageException>(() => writing.WithinAsync("the write to be given up"));
        Assert.Equal(ErrorReason.Unavailable, failure.Error.Reason);
        Assert.Equal(etag, state.ETag);

        // The request was on its way; it arrives after all.
        proxy.Release();
        await ReadUntilAsync(grains, count: 2).WithinAsync("the late write to arrive");
        state.State = state.State! with { Count = 3 };
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => grains.WriteStateAsync(StateName, _grain, state));
        Assert.Equal(2, (await ReadAsync(grains)).State!.Count);
    }

    [Fact]
    public async Task Account_ThatDoesNotAnswer_CancellationEndsTheWait()
    {
        await using var proxy = new FaultyProxy(azurite.Process.Port);
        await using var host = await StartAsync(proxy.Port, TimeSpan.FromMinutes(5));
        using var cancel = new CancellationTokenSource();
        proxy.Stall();

        var reading = host.Grains.ReadStateAsync(StateName, _grain, new GrainState<SampleState>(), cancel.Token);
        await proxy.Stalled.WithinAsync("the request to reach the proxy");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WithinAsync("the read to be given up"));
    }

    [Fact]
    public async Task State_Damaged_IsNamedAndNotTakenForNone()
    {
        await using var host = await AccountHost.StartAsync(azurite.Process.ConnectionString);
        await WriteAsync(host.Grains, new SampleState { Count = 1 });
        await foreach (var blob in host.Account.Grains.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default))
            await host.Account.Grains.GetBlobClient(blob.Name).UploadAsync(new BinaryData("{\"format\":1"), overwrite: true);

        var failure = await Assert.ThrowsAsync<StorageException>(() => ReadAsync(host.Grains));

        Assert.Equal(ErrorReason.Internal, failure.Error.Reason);
        Assert.Contains(_grain.ToString(), failure.Message, StringComparison.Ordinal);
    }

    private static Task<AccountHost> StartAsync(int port, TimeSpan? timeout = null) =>
        AccountHost.StartAsync(
            AzuriteProcess.ConnectionStringOn(port),
            configure: options =>
            {
                (options.MaxRetries, options.RetryDelay) = (1, TimeSpan.FromMilliseconds(1));
                options.NetworkTimeout = timeout ?? options.NetworkTimeout;
            });

    private async Task ReadUntilAsync(IGrainStorage storage, int count)
    {
        while ((await ReadAsync(storage)).State!.Count != count)
            await Task.Yield();
    }

    private async Task<GrainState<SampleState>> WriteAsync(IGrainStorage storage, SampleState state)
    {
        var fresh = new GrainState<SampleState>(state);
        await storage.WriteStateAsync(StateName, _grain, fresh);
        return fresh;
    }

    private async Task<GrainState<SampleState>> ReadAsync(IGrainStorage storage)
    {
        var state = new GrainState<SampleState>();
        await storage.ReadStateAsync(StateName, _grain, state);
        return state;
    }
}
