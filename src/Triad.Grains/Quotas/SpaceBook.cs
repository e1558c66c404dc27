using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Quotas;

/// <summary>
/// The picture of a tenant's room: who takes how much, and what is left. It is in memory only, and says what an entry is to become; the grain makes that
/// durable before it is put in here. An operation costs the same however many videos there are.
/// </summary>
internal sealed class SpaceBook
{
    private readonly Dictionary<(VideoId Video, string Mark), SpaceEntry> _entries = [];
    private readonly Dictionary<VideoId, SpaceEntry> _videos = [];
    private int _settled;

    public long Videos => _entries.Count;

    public long Bytes { get; private set; }

    /// <summary>Decimal, so that what is given back leaves nothing behind.</summary>
    public decimal Seconds { get; private set; }

    /// <summary>Uploads on their way, or left behind by such.</summary>
    public int Uploads => _entries.Count - _settled;

    public SpaceEntry? Find(VideoId video, string mark) => _entries.GetValueOrDefault((video, mark));

    public SpaceEntry? FindVideo(VideoId video) => _videos.GetValueOrDefault(video);

    /// <summary>Uploads that nobody has asked for again in time.</summary>
    public IReadOnlyList<SpaceEntry> Overdue(DateTimeOffset now) => [.. _entries.Values.Where(entry => !entry.IsSettled && entry.Until <= now)];

    /// <summary>What keeping room would make of an upload's entry. What an upload holds already is never refused.</summary>
    public Result<SpaceEntry> Reserve(TenantQuotas quotas, SpaceRequest request, DateTimeOffset until)
    {
        var known = Find(request.VideoId, request.Mark);
        if (known is null && CheckNew(quotas) is { } refused)
            return refused;
        var held = known?.Bytes ?? 0;
        var others = Bytes - held;
        var needed = Math.Max(request.Bytes, held);
        var granted = Math.Max(request.Wanted, needed);
        if (quotas.StoredBytes is { } most)
        {
            if (others > most - needed && (known is null || needed > held))
                return QuotaRefusals.NoRoom(new QuotaUse(QuotaNames.StoredBytes, most, others), needed);
            granted = Math.Clamp(most - others, needed, granted);
        }

        return new SpaceEntry(request.VideoId, request.Mark, known?.IsSettled ?? false, granted, known?.Seconds ?? 0, until);
    }

    /// <summary>What becoming a video would make of an upload's entry, also where its room was given back meanwhile.</summary>
    public Result<SpaceEntry> Settle(TenantQuotas quotas, VideoId video, string mark, long bytes)
    {
        if (Find(video, mark) is { } known && bytes <= known.Bytes)
            return known with { IsSettled = true, Bytes = bytes };
        var reserved = Reserve(quotas, new SpaceRequest(video, mark, bytes, bytes), default);
        return reserved.IsOk ? reserved.Value with { IsSettled = true, Bytes = bytes } : reserved;
    }

    /// <summary>What measuring a video would make of its entry.</summary>
    public Result<SpaceEntry> Measure(TenantQuotas quotas, SpaceEntry video, double seconds, bool isFinal)
    {
        var more = seconds - video.Seconds;
        var others = (double)(Seconds - (decimal)video.Seconds);
        if (more > 0 && quotas.MediaSeconds is { } most && others + seconds > most)
            return QuotaRefusals.NoRoom(new QuotaUse(QuotaNames.MediaSeconds, most, others), seconds);
        return more > 0 || isFinal ? video with { Seconds = seconds } : video;
    }

    /// <summary>Puts in what is durable.</summary>
    public void Put(SpaceEntry entry)
    {
        Remove(entry.Video, entry.Mark);
        _entries.Add((entry.Video, entry.Mark), entry);
        if (entry.IsSettled)
            (_videos[entry.Video], _settled) = (entry, _settled + 1);
        Bytes += entry.Bytes;
        Seconds += (decimal)entry.Seconds;
    }

    /// <summary>Takes out what is durably gone.</summary>
    public void Remove(VideoId video, string mark)
    {
        if (!_entries.Remove((video, mark), out var entry))
            return;
        _settled -= entry.IsSettled ? 1 : 0;
        if (_videos.TryGetValue(video, out var settled) && settled.Mark == mark)
        {
            _videos.Remove(video);

            // Of one id there may be another, where the answer to an earlier creation was lost.
            if (_settled > _videos.Count && _entries.Values.FirstOrDefault(other => other.IsSettled && other.Video == video) is { } another)
                _videos.Add(video, another);
        }

        Bytes -= entry.Bytes;
        Seconds -= (decimal)entry.Seconds;
    }

    private Error? CheckNew(TenantQuotas quotas)
    {
        if (quotas.Videos is { } videos && Videos >= videos)
            return QuotaRefusals.NoRoom(new QuotaUse(QuotaNames.Videos, videos, Videos), 1);
        return quotas.MediaSeconds is { } seconds && (double)Seconds >= seconds
            ? QuotaRefusals.NoRoom(new QuotaUse(QuotaNames.MediaSeconds, seconds, (double)Seconds), 1)
            : null;
    }
}
