using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Scores;

[assembly: TypeManifestProvider(typeof(Triad.Grains.Abstractions.Surrogates.CoreTypeManifest))]

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>
/// What Orleans has to know of Core's types that cross between grains, since Core does not know Orleans: the name by which a message names
/// the type (a class can be moved or renamed, this name never), and that nobody can change a value, so that it need not be copied.
/// </summary>
public sealed class CoreTypeManifest : TypeManifestProviderBase
{
    /// <inheritdoc/>
    protected override void ConfigureInner(TypeManifestOptions options)
    {
        options.WellKnownTypeAliases.Add("triad.core.result", typeof(Result));
        options.WellKnownTypeAliases.Add("triad.core.result`1", typeof(Result<>));
        Add<Error>(options, "triad.core.error");
        Add<TenantId>(options, "triad.core.tenant-id");
        Add<PlanId>(options, "triad.core.plan-id");
        Add<VideoId>(options, "triad.core.video-id");
        Add<ApiKeyId>(options, "triad.core.api-key-id");
        Add<SpaceId>(options, "triad.core.space-id");
        Add<PointId>(options, "triad.core.point-id");
        Add<RepresentationName>(options, "triad.core.representation-name");
        Add<RepresentationShape>(options, "triad.core.representation-shape");
        Add<ScoreCursor>(options, "triad.core.score-cursor");
        Add<ScoreScale>(options, "triad.core.score-scale");
        Add<ScoreMoments>(options, "triad.core.score-moments");
        Add<MetadataValue>(options, "triad.core.metadata-value");
        Add<Filter>(options, "triad.core.filter");
        Add<MediaNotice>(options, "triad.core.media-notice");
    }

    private static void Add<T>(TypeManifestOptions options, string alias)
    {
        options.WellKnownTypeAliases.Add(alias, typeof(T));
        options.Copiers.Add(typeof(ShallowCopier<T>));
    }
}
