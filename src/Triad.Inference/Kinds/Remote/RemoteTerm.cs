using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Remote;

/// <summary>One summand of a vector: the mean of the unit vectors of some inputs, at unit length.</summary>
/// <param name="Weight">Its weight.</param>
/// <param name="Modality">Of what it is; several where they went in together.</param>
/// <param name="Inputs">The inputs, at least one.</param>
internal sealed record RemoteTerm(float Weight, Modalities Modality, IReadOnlyList<RemoteInput> Inputs);
