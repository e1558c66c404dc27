using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="VideoId"/> between grains.</summary>
[RegisterConverter]
public sealed class VideoIdConverter : IConverter<VideoId, VideoIdSurrogate>
{
    /// <inheritdoc/>
    public VideoId ConvertFromSurrogate(in VideoIdSurrogate surrogate) => surrogate.Value is { } text ? VideoId.From(text) : default;

    /// <inheritdoc/>
    public VideoIdSurrogate ConvertToSurrogate(in VideoId value) => new() { Value = value == default ? null : value.Value };
}
