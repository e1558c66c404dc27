using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Usage.Metering;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage;

/// <summary>Tells the ledgers what this process has counted, a segment at a time. A segment is forgotten when the ledgers have all of it.</summary>
internal sealed partial class UsageDrain(SegmentUsageMeter meter, IGrainFactory grains, ILogger<UsageDrain> log)
{
    private const int MaxBatch = 250;

    /// <summary>Tells what there is; what fails is told next time.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        foreach (var segment in meter.Seal())
        {
            try
            {
                var told = await TellAsync(segment, cancellationToken);
                if (told.IsOk)
                    meter.Forget(segment);
                else
                    LogKept(segment.Path, told.Error.Message);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(segment.Path, exception);
            }
        }
    }

    private async Task<Result> TellAsync(SealedSegment segment, CancellationToken cancellationToken)
    {
        foreach (var tenant in segment.Read().GroupBy(told => told.Tenant))
        {
            foreach (var batch in tenant.Select(UsageEntry.Of).Chunk(MaxBatch))
            {
                var recorded = await grains.UsageLedger(tenant.Key).RecordAsync([.. batch], cancellationToken);
                if (!recorded.IsOk)
                    return recorded;
            }
        }

        return Result.Ok;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was counted in '{Path}' is not in the ledger yet, and is told again: {Problem}")]
    private partial void LogKept(string path, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was counted in '{Path}' is not in the ledger yet, and is told again")]
    private partial void LogFailed(string path, Exception exception);
}
