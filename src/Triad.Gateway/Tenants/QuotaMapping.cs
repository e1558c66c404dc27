using Triad.Core.Errors;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Maps quotas between wire and grains.</summary>
internal static class QuotaMapping
{
    // Far above what a platform has, and far below where sums of quotas and uses overflow.
    private const double Most = 1e18;
    private const double MostRate = 1e9;

    /// <summary>Quotas for the grain; notes those that cannot be.</summary>
    public static TenantQuotas ToQuotas(V1.Quotas? quotas, string field, Violations violations)
    {
        if (quotas is null)
            return TenantQuotas.None;
        var read = new TenantQuotas(
            quotas.HasVideos ? quotas.Videos : null,
            quotas.HasMediaSeconds ? quotas.MediaSeconds : null,
            quotas.HasStoredBytes ? quotas.StoredBytes : null,
            quotas.HasConcurrentIngests ? quotas.ConcurrentIngests : null,
            quotas.HasQueriesPerSecond ? quotas.QueriesPerSecond : null,
            quotas.HasEmbedSecondsPerDay ? quotas.EmbedSecondsPerDay : null)
        {
            BytesSentPerDay = quotas.HasBytesSentPerDay ? quotas.BytesSentPerDay : null,
        };
        Check("videos", read.Videos);
        Check("media_seconds", read.MediaSeconds);
        Check("stored_bytes", read.StoredBytes);
        Check("concurrent_ingests", read.ConcurrentIngests);
        Check("queries_per_second", read.QueriesPerSecond, MostRate);
        Check("embed_seconds_per_day", read.EmbedSecondsPerDay);
        Check("bytes_sent_per_day", read.BytesSentPerDay);
        return read;

        void Check(string name, double? value, double most = Most)
        {
            if (value is { } number && !(number >= 0 && number <= most))
                violations.Add(Error.Invalid($"{field}.{name}", number, "is not a quota", FormattableString.Invariant($"Give 0 to {most:0}, or leave it out.")));
        }
    }

    /// <summary>Quotas for the wire.</summary>
    public static V1.Quotas ToWire(TenantQuotas quotas)
    {
        var wire = new V1.Quotas();
        if (quotas.Videos is { } videos)
            wire.Videos = videos;
        if (quotas.MediaSeconds is { } seconds)
            wire.MediaSeconds = (long)seconds;
        if (quotas.StoredBytes is { } bytes)
            wire.StoredBytes = bytes;
        if (quotas.ConcurrentIngests is { } ingests)
            wire.ConcurrentIngests = ingests;
        if (quotas.QueriesPerSecond is { } queries)
            wire.QueriesPerSecond = queries;
        if (quotas.EmbedSecondsPerDay is { } embed)
            wire.EmbedSecondsPerDay = (long)embed;
        if (quotas.BytesSentPerDay is { } sent)
            wire.BytesSentPerDay = sent;
        return wire;
    }
}
