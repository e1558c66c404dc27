using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Core.Media;

/// <summary>A modality that was announced and could not be decoded, while the rest of the media could.</summary>
/// <param name="Modality">The modality that is missing or ends early.</param>
/// <param name="Error">Why.</param>
public sealed record StreamFailure(Modalities Modality, Error Error);
