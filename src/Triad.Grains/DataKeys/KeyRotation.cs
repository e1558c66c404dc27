using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Hosting;

namespace Triad.Grains.DataKeys;

/// <summary>
/// Checks the key-encryption key when a silo starts, and has all data keys wrapped by the current one where earlier ones are known: then those can be taken
/// away. Looks again each hour, since a key may be put in while the platform runs.
/// </summary>
internal sealed partial class KeyRotation(
    IGrainFactory grains,
    IKeyProvider provider,
    KeyGuard guard,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<KeyRotation> log) : BackgroundService
{
    private const int Page = 200;
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    /// <exception cref="StorageException">The key is lost, or another platform's.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var approved = await guard.ApproveAsync(cancellationToken);
        if (approved.Error is { Retryable: false } wrong)
            throw new StorageException(wrong);
        if (approved.Error is { } away)
            LogAway(away.Message);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One walk through all tenants, where it is called for; true where all data keys are wrapped by the current key.</summary>
    public async Task<Result<bool>> RotateAsync(CancellationToken cancellationToken)
    {
        var current = await guard.ApproveAsync(cancellationToken);
        if (!current.IsOk)
            return current.Error;
        var known = await grains.KeyRegistry().ListAsync(cancellationToken);
        if (!known.IsOk)
            return known.Error;
        var earlier = known.Value.Remove(current.Value);
        if (earlier.IsEmpty)
            return true;
        LogBegins(current.Value);
        var (rewrapped, failed) = (0, 0);
        await foreach (var tenant in TenantsAsync(cancellationToken))
        {
            var done = await RewrapAsync(tenant, current.Value, cancellationToken);
            if (done.IsOk)
                rewrapped += done.Value ? 1 : 0;
            else
                LogFailed(tenant.Value, done.Error.Message, ++failed);
        }

        if (failed > 0)
            return false;
        var retired = await grains.KeyRegistry().RetireAsync(earlier, cancellationToken);
        if (!retired.IsOk)
            return retired.Error!;
        LogDone(rewrapped, current.Value, provider.Setting, string.Join(", ", earlier));
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var rotated = await RotateAsync(stoppingToken);
                if (!rotated.IsOk)
                    LogAway(rotated.Error.Message);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault);
            }

            await Task.Delay(Period, time, stoppingToken);
        }
    }

    private async Task<Result<bool>> RewrapAsync(TenantId tenant, string current, CancellationToken cancellationToken)
    {
        var grain = grains.DataKey(tenant);
        var kept = await grain.GetAsync(cancellationToken);
        if (!kept.IsOk)
            return kept.Error;
        if (kept.Value.KeyId == Guid.Empty || kept.Value.WrappedBy == current)
            return false;
        var key = await provider.UnwrapAsync(DataKeyMapping.ToWrapped(kept.Value), tenant.Value, cancellationToken);
        if (!key.IsOk)
            return key.Error;
        var wrapped = await provider.WrapAsync(key.Value, tenant.Value, cancellationToken);
        if (!wrapped.IsOk)
            return wrapped.Error;
        var rewrapped = await grain.RewrapAsync(DataKeyMapping.ToSnapshot(wrapped.Value), cancellationToken);
        return rewrapped.IsOk ? true : rewrapped.Error;
    }

    private async IAsyncEnumerable<TenantId> TenantsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < TenantDirectoryKey.Buckets; bucket++)
        {
            TenantId? after = null;
            ImmutableArray<TenantId> page;
            do
            {
                var listed = await grains.TenantDirectory(bucket).ListAsync(after, Page, cancellationToken);
                if (!listed.IsOk)
                    throw new StorageException(listed.Error);
                page = listed.Value;
                foreach (var tenant in page)
                    yield return tenant;
                after = page.IsEmpty ? after : page[^1];
            }
            while (page.Length == Page);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The key-encryption key is not to be had now, media cannot be read or written: {Problem}")]
    private partial void LogAway(string problem);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The tenants' data keys are being wrapped by the key {Key}")]
    private partial void LogBegins(string key);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The data key of {Tenant} could not be wrapped anew ({Failed} so far): {Problem}")]
    private partial void LogFailed(string tenant, string problem, int failed);

    [LoggerMessage(
        EventId = 4,
        Level = LogLevel.Information,
        Message = "{Count} data keys were wrapped anew, and all are wrapped by {Key} of {Setting}: no longer needed are {Earlier}")]
    private partial void LogDone(int count, string key, string setting, string earlier);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "The data keys could not be looked through; tried again in an hour")]
    private partial void LogFault(Exception fault);
}
