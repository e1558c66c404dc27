using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>A sound on its way to its features. Its end is filled up to a whole tick by reflection, as the model's makers do.</summary>
/// <param name="samples">At least one sample.</param>
/// <param name="samplesPerTick">Samples of a tick.</param>
/// <param name="featureSize">Features of a tick.</param>
internal sealed class SoundWork(ReadOnlyMemory<float> samples, int samplesPerTick, int featureSize)
    : GraphWork(TicksOf(samples.Length, samplesPerTick), TicksOf(samples.Length, samplesPerTick) * featureSize)
{
    /// <summary>The ticks of a sound.</summary>
    public static int TicksOf(int samples, int samplesPerTick) => (int)(((long)samples + samplesPerTick - 1) / samplesPerTick);

    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) => Fill(samples.Span, batch.Floats(0, row));

    /// <summary>Copies a sound and reflects it at its last sample, again and again where it is shorter than what is missing.</summary>
    internal static void Fill(ReadOnlySpan<float> sound, Span<float> room)
    {
        sound.CopyTo(room);
        var period = Math.Max(1, 2 * (sound.Length - 1));
        for (var i = sound.Length; i < room.Length; i++)
        {
            var place = i % period;
            room[i] = sound[place < sound.Length ? place : period - place];
        }
    }
}
