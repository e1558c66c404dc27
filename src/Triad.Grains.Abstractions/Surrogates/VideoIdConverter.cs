using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="VideoId"/> between grains.</summary>
[RegisterConverter]
public sealed class VideoIdConverter : IConverter<VideoId, IdSurrogate>
{
    /// <inheritdoc/>
    public VideoId ConvertFromSurrogate(in IdSurrogate surrogate) => surrogate.Value is { } text ? VideoId.From(text) : default;

    /// <inheritdoc/>
    public IdSurrogate ConvertToSurrogate(in VideoId value) => new() { Value = value == default ? null : value.Value };
}
