using System.Numerics.Tensors;

namespace Triad.Benchmarks.Search;

/// <summary>
/// Vectors that lie as embeddings do, drawn from a seed: in a space of few directions, videos near topics and segments near their video,
/// all in one cone, and queries in a cone of their own beside it. Vectors drawn from all directions alike would have no neighbours that
/// differ from the rest.
/// </summary>
internal sealed class MadeVectors
{
    private const int Directions = 48;
    private const int Topics = 200;
    private const float OfVideo = 0.6f;
    private const float OfSegment = 0.5f;
    private const float OfQuery = 0.8f;
    private const float OfCone = 0.5f;
    private const float Noise = 0.1f;

    private readonly Random _random;
    private readonly int _dimension;
    private readonly float[][] _axes;
    private readonly float[][] _topics;
    private readonly float[] _cone;
    private readonly float[] _coneOfQueries;

    public MadeVectors(int seed, int dimension)
    {
        _random = new Random(seed);
        _dimension = dimension;
        _axes = [.. Enumerable.Range(0, Directions).Select(_ => Draw(dimension, 1))];
        _topics = [.. Enumerable.Range(0, Topics).Select(_ => Draw(Directions, 1))];
        _cone = Draw(dimension, OfCone);
        _coneOfQueries = Draw(dimension, OfCone);
        TensorPrimitives.MultiplyAdd(_cone, 0.5f, _coneOfQueries, _coneOfQueries);
    }

    /// <summary>The vectors of a video's segments.</summary>
    public IEnumerable<float[]> Video(int segments)
    {
        var video = Near(_topics[_random.Next(Topics)], OfVideo);
        return Enumerable.Range(0, segments).Select(_ => Vector(Near(video, OfSegment), _cone));
    }

    /// <summary>The vector of a query.</summary>
    public float[] Query() => Vector(Near(_topics[_random.Next(Topics)], OfQuery), _coneOfQueries);

    private float[] Near(float[] place, float distance)
    {
        var near = Draw(Directions, distance);
        TensorPrimitives.Add(near, place, near);
        return near;
    }

    private float[] Vector(float[] place, float[] cone)
    {
        var vector = Draw(_dimension, Noise);
        TensorPrimitives.Add(vector, cone, vector);
        for (var i = 0; i < Directions; i++)
            TensorPrimitives.MultiplyAdd(_axes[i], place[i], vector, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    // Normally distributed, so that no direction is preferred, and about as long as wanted.
    private float[] Draw(int dimension, float length)
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            vector[i] = (float)(radius * Math.Cos(2 * Math.PI * _random.NextDouble()));
        }

        TensorPrimitives.Multiply(vector, length / MathF.Sqrt(dimension), vector);
        return vector;
    }
}
