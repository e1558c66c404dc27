using System.Globalization;
using System.Text;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Payloads;

/// <summary>A path into a payload: <c>a.b</c>, <c>a[0].b</c>, <c>a[].b</c>, with keys in quotes where they hold other characters.</summary>
internal sealed class PayloadPath : IEquatable<PayloadPath>
{
    private readonly PathStep[] _steps;

    private PayloadPath(IEnumerable<PathStep> steps) => _steps = [.. steps];

    private string First => _steps[0].Key!;

    private ReadOnlySpan<PathStep> Rest => _steps.AsSpan(1);

    public static PayloadPath Parse(string text) =>
        PayloadPathReader.TryRead(text, out var steps) ? new PayloadPath(steps) : throw Refusal.Malformed($"Invalid json path: '{text}'");

    /// <summary>The path of every element of a list: <c>a</c> becomes <c>a[]</c>.</summary>
    public PayloadPath OfElements() => _steps[^1].IsEach ? this : new PayloadPath([.. _steps, PathStep.Each]);

    /// <summary>The path of the list itself: <c>a[]</c> becomes <c>a</c>.</summary>
    public PayloadPath OfList() => _steps[^1].IsEach ? new PayloadPath(_steps[..^1]) : this;

    public PayloadPath Append(PayloadPath other) => new([.. _steps, .. other._steps]);

    public List<Value> Get(IReadOnlyDictionary<string, Value> payload)
    {
        var found = new List<Value>();
        if (payload.TryGetValue(First, out var value))
            Get(Rest, value, found);
        return found;
    }

    /// <summary>Merges what is given into the objects at this path, which are made where they are missing.</summary>
    public void Merge(Dictionary<string, Value> payload, IReadOnlyDictionary<string, Value> given)
    {
        var value = payload.TryGetValue(First, out var old) ? old.Clone() : new Value();
        Merge(Rest, value, given);
        payload[First] = value;
    }

    public void Remove(Dictionary<string, Value> payload)
    {
        if (Rest.IsEmpty)
        {
            payload.Remove(First);
            return;
        }

        if (!payload.TryGetValue(First, out var old))
            return;
        var value = old.Clone();
        Remove(Rest, value);
        payload[First] = value;
    }

    /// <summary>Whether one of both paths begins with the other.</summary>
    public bool MeetsPrefix(PayloadPath other)
    {
        var shared = Math.Min(_steps.Length, other._steps.Length);
        return _steps.AsSpan(0, shared).SequenceEqual(other._steps.AsSpan(0, shared));
    }

    public PayloadPath Extend(PathStep step) => new([.. _steps, step]);

    public static PayloadPath OfKey(string key) => new([new PathStep(key, null)]);

    public bool Equals(PayloadPath? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    public override bool Equals(object? obj) => Equals(obj as PayloadPath);

    public override int GetHashCode() => _steps.Aggregate(0, (hash, step) => HashCode.Combine(hash, step));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step.Key is null)
                text.Append('[').Append(step.Index?.ToString(CultureInfo.InvariantCulture)).Append(']');
            else
                text.Append(text.Length > 0 ? "." : "").Append(PayloadPathReader.IsPlain(step.Key) ? step.Key : $"\"{step.Key}\"");
        }

        return text.ToString();
    }

    private static void Get(ReadOnlySpan<PathStep> steps, Value value, List<Value> found)
    {
        if (steps.IsEmpty)
        {
            found.Add(value);
            return;
        }

        var step = steps[0];
        var rest = steps[1..];
        if (step.Key is not null)
        {
            if (value.KindCase == Value.KindOneofCase.StructValue && value.StructValue.Fields.TryGetValue(step.Key, out var inner))
                Get(rest, inner, found);
        }
        else if (value.KindCase == Value.KindOneofCase.ListValue)
        {
            foreach (var element in Elements(step, value))
                Get(rest, element, found);
        }
    }

    private static IEnumerable<Value> Elements(PathStep step, Value list) =>
        step.Index is { } index ? list.ListValue.Values.Skip(index).Take(1) : list.ListValue.Values;

    private static void Merge(ReadOnlySpan<PathStep> steps, Value value, IReadOnlyDictionary<string, Value> given)
    {
        if (steps.IsEmpty)
        {
            PayloadMerge.Into(AsFields(value), given);
            return;
        }

        var step = steps[0];
        var rest = steps[1..];
        if (step.Key is not null)
        {
            var fields = AsFields(value);
            if (!fields.TryGetValue(step.Key, out var inner))
                fields[step.Key] = inner = new Value();
            Merge(rest, inner, given);
            return;
        }

        if (value.KindCase != Value.KindOneofCase.ListValue)
            value.ListValue = new ListValue();
        foreach (var element in Elements(step, value))
            Merge(rest, element, given);
    }

    private static IDictionary<string, Value> AsFields(Value value)
    {
        if (value.KindCase != Value.KindOneofCase.StructValue)
            value.StructValue = new Struct();
        return value.StructValue.Fields;
    }

    private static void Remove(ReadOnlySpan<PathStep> steps, Value value)
    {
        var step = steps[0];
        var rest = steps[1..];
        if (step.Key is not null)
        {
            if (value.KindCase != Value.KindOneofCase.StructValue)
                return;
            if (rest.IsEmpty)
                value.StructValue.Fields.Remove(step.Key);
            else if (value.StructValue.Fields.TryGetValue(step.Key, out var inner))
                Remove(rest, inner);
        }
        else if (value.KindCase == Value.KindOneofCase.ListValue)
        {
            // One place of a list cannot be removed: a repeated call would remove another.
            if (!rest.IsEmpty)
            {
                foreach (var element in Elements(step, value))
                    Remove(rest, element);
            }
            else if (step.IsEach)
            {
                value.ListValue.Values.Clear();
            }
        }
    }
}
