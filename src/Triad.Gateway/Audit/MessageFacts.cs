using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.Gateway.Audit;

/// <summary>What a message says that the log wants to know, found by the names of its fields once for each type.</summary>
internal sealed class MessageFacts
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageFacts> Known = new();

    private readonly FieldDescriptor[]? _tenant;
    private readonly FieldDescriptor[]? _subject;
    private readonly FieldDescriptor[]? _id;
    private readonly FieldDescriptor? _list;

    private MessageFacts(MessageDescriptor message)
    {
        _tenant = Find(message, "tenant_id") ?? Find(message, "header", "tenant_id") ?? Find(message, "tenant", "id") ?? Find(message, "webhook", "tenant_id");
        var own = message.Fields.InDeclarationOrder().FirstOrDefault(field => IsText(field) && IsId(field.Name));
        _subject = own is null ? Find(message, "header", "video_id") ?? Find(message, "video", "id") ?? Find(message, "webhook", "id") : [own];
        _id = Find(message, "id") ?? Find(message, "api_key", "id") ?? Find(message, "webhook", "id");
        // What has an id is one thing, whatever it has several of.
        _list = _id is null ? message.Fields.InDeclarationOrder().FirstOrDefault(field => field is { IsRepeated: true, IsMap: false }) : null;
    }

    /// <summary>The facts of a type.</summary>
    public static MessageFacts Of(MessageDescriptor message) => Known.GetOrAdd(message, static made => new MessageFacts(made));

    /// <summary>The tenant that a request names; empty for none.</summary>
    public string TenantOf(IMessage message) => Read(message, _tenant);

    /// <summary>The id of what a request is about; empty for none.</summary>
    public string SubjectOf(IMessage message) => Read(message, _subject);

    /// <summary>The id of what an answer is; empty for none.</summary>
    public string IdOf(IMessage message) => Read(message, _id);

    /// <summary>How many things are in an answer: the length of its list, or 1.</summary>
    public long CountOf(IMessage message) => _list is null ? 1 : ((ICollection)_list.Accessor.GetValue(message)).Count;

    private static bool IsId(string name) => name.EndsWith("_id", StringComparison.Ordinal) && name is not ("tenant_id" or "request_id");

    private static bool IsText(FieldDescriptor field) => field is { FieldType: FieldType.String, IsRepeated: false };

    private static FieldDescriptor[]? Find(MessageDescriptor message, params ReadOnlySpan<string> names)
    {
        var way = new FieldDescriptor[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (message?.FindFieldByName(names[i]) is not { IsRepeated: false } field)
                return null;
            way[i] = field;
            message = field.FieldType == FieldType.Message ? field.MessageType : null!;
        }

        return IsText(way[^1]) ? way : null;
    }

    private static string Read(IMessage message, FieldDescriptor[]? way)
    {
        if (way is null)
            return string.Empty;
        object? at = message;
        foreach (var field in way)
            at = at is IMessage inner ? field.Accessor.GetValue(inner) : null;
        return at as string ?? string.Empty;
    }
}
