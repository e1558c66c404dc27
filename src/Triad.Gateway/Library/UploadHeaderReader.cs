using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;

namespace Triad.Gateway.Library;

/// <summary>Reads the header of an upload.</summary>
internal sealed partial class UploadHeaderReader(ICaptionReader captionReader)
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 255;

    private const int MaxRequestId = 64;
    private const double MinSegmentSeconds = 1;
    private const double MaxSegmentSeconds = 300;
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int DrawnIdLength = 20;

    /// <summary>What is asked for; notes everything that is wrong with it.</summary>
    public UploadPlan Read(V1.UploadHeader header, TenantId tenant, LimitsOptions limits, Violations violations)
    {
        violations.CheckLength("header.name", header.Name, MaxName);
        violations.CheckLength("header.request_id", header.RequestId, MaxRequestId);
        if (header.SizeBytes < 0)
            violations.Add(Error.Invalid(
                "header.size_bytes",
                header.SizeBytes,
                "is negative",
                "Give the size in bytes, or 0 where it is not known."));
        violations.CheckLimit("header.size_bytes", header.SizeBytes, nameof(limits.MaxUploadBytes), limits.MaxUploadBytes, "bytes");
        if (header.Sha256.Length > 0 && !Sha256Form().IsMatch(header.Sha256))
            violations.Add(Error.Invalid("header.sha256", header.Sha256, "is not a SHA-256", "Give 64 hexadecimal digits, or leave it out."));
        var video = header.VideoId.Length > 0
            ? violations.Take(VideoId.Parse(header.VideoId, "header.video_id"))
            : MakeId(tenant, header.RequestId);
        return new UploadPlan(
            video,
            header.RequestId,
            header.Name.Length > 0 || video == default ? header.Name : video.Value,
            header.SizeBytes > 0 ? header.SizeBytes : null,
            header.Sha256.Length > 0 ? header.Sha256.ToLowerInvariant() : null,
            ReadCaptions(header, limits, violations),
            MetadataMapping.ToMetadata(header.Metadata, "header.metadata", limits, violations),
            ReadSegmentLength(header.SegmentSeconds, violations),
            violations.Take(LongInputMapping.ToCore(header.LongInput, "header.long_input")),
            RetentionMapping.ToCore(header.Retention, "header.retention", violations));
    }

    private static TimeSpan? ReadSegmentLength(double seconds, Violations violations)
    {
        if (seconds == 0)
            return null;
        violations.CheckRange("header.segment_seconds", seconds, MinSegmentSeconds, MaxSegmentSeconds);
        return seconds is >= MinSegmentSeconds and <= MaxSegmentSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private ReadOnlyMemory<byte>? ReadCaptions(V1.UploadHeader header, LimitsOptions limits, Violations violations)
    {
        if (header.Captions.Count == 0)
            return null;
        if (header.Captions.Count > 1)
            violations.Add(Error.Invalid("header.captions", $"{header.Captions.Count} captions", "are too many", "Give one at most."));
        var captions = header.Captions[0];
        violations.CheckLimit(
            "header.captions[0].content",
            captions.Content.Length,
            nameof(limits.MaxCaptionsBytes),
            limits.MaxCaptionsBytes,
            "bytes");
        if (captions.Content.Length > limits.MaxCaptionsBytes)
            return null;
        var cues = captionReader.Read(captions.Content.Memory, FormatOf(captions.Format, violations));
        if (!cues.IsOk)
            violations.Add(cues.Error with
            {
                Field = $"header.captions[0].{cues.Error.Field ?? "content"}",
                Value = cues.Error.Value ?? FormattableString.Invariant($"{captions.Content.Length} bytes"),
            });
        return captions.Content.Memory;
    }

    private static CaptionFormat FormatOf(V1.CaptionFormat format, Violations violations)
    {
        switch (format)
        {
            case V1.CaptionFormat.Unspecified:
                return CaptionFormat.Auto;
            case V1.CaptionFormat.Srt:
                return CaptionFormat.Srt;
            case V1.CaptionFormat.Webvtt:
                return CaptionFormat.WebVtt;
            default:
                violations.Add(Error.Invalid(
                    "header.captions[0].format",
                    format,
                    "is not a format",
                    "Give CAPTION_FORMAT_SRT or CAPTION_FORMAT_WEBVTT, or leave it out."));
                return CaptionFormat.Auto;
        }
    }

    // The same request id always makes the same video, so that a repeat finds the first.
    private static VideoId MakeId(TenantId tenant, string requestId)
    {
        if (requestId.Length == 0)
            return VideoId.From(RandomNumberGenerator.GetString(IdAlphabet, DrawnIdLength));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}/{requestId}"));
        return VideoId.From(Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sha256Form();
}
