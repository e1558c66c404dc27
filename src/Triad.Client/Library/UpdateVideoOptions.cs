using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What is to change of a video; null leaves it as it is.</summary>
public sealed record UpdateVideoOptions
{
    /// <summary>For people; at most 255 characters.</summary>
    public string? Name { get; init; }

    /// <summary>How long it is kept after its creation; its tenant's retention binds too, where that is shorter.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>True takes its own retention away.</summary>
    public bool WithoutRetention { get; init; }

    /// <summary>All of its metadata, in place of those that it has; empty for none.</summary>
    public IReadOnlyDictionary<string, MetadataValue>? Metadata { get; init; }

    internal V1.UpdateVideoRequest ToWire(string tenant, string id)
    {
        var mask = new FieldMask();
        if (Name is not null)
            mask.Paths.Add("name");
        if (Retention is not null || WithoutRetention)
            mask.Paths.Add("retention");
        if (Metadata is not null)
            mask.Paths.Add("metadata");
        var request = new V1.UpdateVideoRequest
        {
            TenantId = tenant,
            Video = new V1.Video
            {
                Id = id,
                Name = Name ?? string.Empty,
                Retention = Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
            },
            UpdateMask = mask,
        };
        foreach (var (key, value) in Metadata ?? new Dictionary<string, MetadataValue>())
            request.Video.Metadata.Add(key, value.ToWire());
        return request;
    }
}
