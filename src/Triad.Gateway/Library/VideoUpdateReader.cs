using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Metadata;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Reads what of a video is to change: the fields that the mask names, and no others.</summary>
internal static class VideoUpdateReader
{
    private const string Mask = "update_mask";
    private const string Remedy = "Name one or more of name, metadata and retention.";

    /// <summary>The change; notes all that is wrong with it.</summary>
    public static UpdateVideo Read(V1.UpdateVideoRequest request, LimitsOptions limits, Violations violations)
    {
        var wanted = request.Video ?? new V1.Video();
        var (name, retention) = ((string?)null, (RetentionChange?)null);
        ImmutableDictionary<string, MetadataValue>? metadata = null;
        if (request.UpdateMask is not { Paths.Count: > 0 } mask)
            violations.Add(Error.Missing(Mask, Remedy));
        else
            foreach (var path in mask.Paths)
                Take(path);
        return new UpdateVideo(name, retention) { Metadata = metadata };

        void Take(string path)
        {
            if (path == "name")
                violations.CheckLength("video.name", name = wanted.Name.Length > 0 ? wanted.Name : wanted.Id, UploadHeaderReader.MaxName);
            else if (path == "retention")
                retention = new RetentionChange(RetentionMapping.ToCore(wanted.Retention, "video.retention", violations));
            else if (path == "metadata")
                metadata = MetadataMapping.ToMetadata(wanted.Metadata, "video.metadata", limits, violations);
            else
                violations.Add(Refuse(path));
        }
    }

    private static Error Refuse(string path) => path.StartsWith("metadata.", StringComparison.Ordinal)
        ? Error.Invalid(Mask, path, "is one value of the metadata, which change as a whole", "Name metadata, and give all values that are to be there.")
        : Error.Invalid(Mask, path, "is no field that can be changed", Remedy);
}
