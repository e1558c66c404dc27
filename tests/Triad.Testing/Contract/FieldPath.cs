using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.Testing.Contract;

/// <summary>A way from a request to one of its fields, through messages, lists and maps.</summary>
internal sealed record FieldPath(IReadOnlyList<FieldDescriptor> Steps)
{
    // A filter in a filter, a query in a step of a query: once more is enough to see both.
    private const int MaxOfOneType = 2;

    private const string MapKey = "key";

    public FieldDescriptor Field => Steps[^1];

    /// <summary>Every field that a message can hold, however deep.</summary>
    public static IEnumerable<FieldPath> Of(MessageDescriptor message) => Of(message, []);

    /// <summary>A copy of a message in which the field has a value; what lies on the way is made where it is missing.</summary>
    public IMessage Plant(IMessage message, object value) => Change(message, (at, _) => Set(at, value));

    /// <summary>A copy of a message in which something was done to the field; what lies on the way is made where it is missing.</summary>
    public IMessage Change(IMessage message, Action<IMessage, FieldDescriptor> change)
    {
        var copy = message.Descriptor.Parser.ParseFrom(message.ToByteArray());
        var at = copy;
        foreach (var step in Steps.SkipLast(1))
            at = Enter(at, step);
        change(at, Field);
        return copy;
    }

    /// <summary>The names, without the numbers of list entries: as errors name fields, without what is in brackets.</summary>
    public string Names => string.Join('.', Steps.Select(step => step.Name));

    public override string ToString() => string.Join('.', Steps.Select(step => step.IsRepeated ? $"{step.Name}[]" : step.Name));

    private static IEnumerable<FieldPath> Of(MessageDescriptor message, FieldDescriptor[] way)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            FieldDescriptor[] path = [.. way, field];
            yield return new FieldPath(path);
            if (MessageOf(field) is { } inner && path.Count(step => MessageOf(step) == inner) <= MaxOfOneType)
            {
                foreach (var deeper in Of(inner, path))
                    yield return deeper;
            }
        }
    }

    /// <summary>The message that a field leads into: a map's is that of its values.</summary>
    private static MessageDescriptor? MessageOf(FieldDescriptor field)
    {
        var value = field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;
        return value.FieldType == FieldType.Message ? value.MessageType : null;
    }

    private static IMessage Enter(IMessage at, FieldDescriptor step)
    {
        if (step.IsMap)
        {
            var map = (IDictionary)step.Accessor.GetValue(at);
            if (map.Count == 0)
                map[MapKey] = MessageOf(step)!.Parser.ParseFrom([]);
            return map.Values.Cast<IMessage>().First();
        }

        if (step.IsRepeated)
        {
            var list = (IList)step.Accessor.GetValue(at);
            if (list.Count == 0)
                list.Add(MessageOf(step)!.Parser.ParseFrom([]));
            return (IMessage)list[0]!;
        }

        if (step.Accessor.GetValue(at) is not IMessage inner)
        {
            inner = step.MessageType.Parser.ParseFrom([]);
            step.Accessor.SetValue(at, inner);
        }

        return inner;
    }

    private void Set(IMessage at, object value)
    {
        if (!Field.IsRepeated)
        {
            Field.Accessor.SetValue(at, value);
            return;
        }

        var list = (IList)Field.Accessor.GetValue(at);
        list.Clear();
        list.Add(value);
    }
}
