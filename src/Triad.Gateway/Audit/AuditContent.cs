using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.Gateway.Audit;

/// <summary>Requests as JSON for the log: without bytes and secrets, and not longer than a record should be.</summary>
internal static class AuditContent
{
    private const int MaxLength = 4096;

    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>The content that is kept of a request.</summary>
    public static string Of(IMessage request)
    {
        // A token that opens the platform, and the hash of a key, have no place in a log.
        if (request is V1.BootstrapRequest)
            return string.Empty;
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        ClearBytes(copy);
        if (copy is V1.CreateGrantRequest grant)
            grant.Invitation = string.Empty;
        var text = Json.Format(copy);
        return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
    }

    private static void ClearBytes(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsMap))
        {
            if (field.FieldType == FieldType.Bytes)
                field.Accessor.Clear(message);
            else if (field is { FieldType: FieldType.Message, IsRepeated: true })
                ((IEnumerable)field.Accessor.GetValue(message)).OfType<IMessage>().ToList().ForEach(ClearBytes);
            else if (field.FieldType == FieldType.Message && field.Accessor.GetValue(message) is IMessage inner)
                ClearBytes(inner);
        }
    }
}
