using Triad.Core.Modality;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>One text, frame or window of sound of an item on its way to a vector.</summary>
/// <param name="Part">The index of its part.</param>
/// <param name="Modality">Text, video or audio.</param>
/// <param name="Weight">The part's weight.</param>
/// <param name="Times">How many frames in a row it stands for; 1 for the others.</param>
/// <param name="Graph">The graph that embeds it.</param>
/// <param name="Work">What goes into the graph.</param>
/// <param name="Shown">What it is, for people.</param>
internal sealed record TowerRow(int Part, Modalities Modality, float Weight, int Times, string Graph, GraphWork Work, string Shown);
