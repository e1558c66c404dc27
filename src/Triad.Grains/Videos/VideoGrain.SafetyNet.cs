using Orleans.Runtime;
using Triad.Core.Ingest;

namespace Triad.Grains.Videos;

/// <content>The reminder that finds a video whose job was lost.</content>
internal sealed partial class VideoGrain
{
    private const string SafetyNet = "unfinished";

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Lives && (VideoRules.IsUnfinished(Current.Status) || VideoSides.HasWork(Current)))
            await _effects.EnqueueAsync(IngestPriority.Normal, CancellationToken.None);
        else
            await SettleAsync(CancellationToken.None); // Where that fails, the next reminder comes.
    }

    private TimeSpan SafetyNetPeriod => TimeSpan.FromMinutes(options.Value.ReminderMinutes);

    private async Task EndSafetyNetAsync()
    {
        if (await this.GetReminder(SafetyNet) is { } reminder)
            await this.UnregisterReminder(reminder);
    }
}
