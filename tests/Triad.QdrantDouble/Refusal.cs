using Grpc.Core;

namespace Triad.Doubles;

/// <summary>The errors of a server, with its codes and words.</summary>
internal static class Refusal
{
    public static RpcException WrongInput(string text) => Of(StatusCode.InvalidArgument, $"Wrong input: {text}");

    public static RpcException BadRequest(string text) => Of(StatusCode.InvalidArgument, $"Bad request: {text}");

    public static RpcException Invalid(string text) => WrongInput($"Validation failed: {text}");

    /// <summary>What cannot be read at all, which a server says without a prefix.</summary>
    public static RpcException Malformed(string text) => Of(StatusCode.InvalidArgument, text);

    /// <summary>A field outside its range.</summary>
    public static RpcException InBody(string path, string text) =>
        Of(StatusCode.InvalidArgument, $"Validation error in body: [{path}: {text}]");

    /// <summary>What strict mode forbids, and what to do instead.</summary>
    public static RpcException Strict(string text, string help) => BadRequest($"{text}. Help: {help}");

    public static RpcException NotFound(string text) => Of(StatusCode.NotFound, $"Not found: {text}");

    public static RpcException Exists(string text) => Of(StatusCode.AlreadyExists, $"Wrong input: {text}");

    public static RpcException Internal(string text) => Of(StatusCode.Internal, $"Service internal error: {text}");

    public static RpcException Unavailable(string text) =>
        Of(StatusCode.Unavailable, $"Shard temporarily unavailable: {text}");

    /// <summary>What the double does not compute.</summary>
    public static RpcException Uncomputed(string what) => Of(StatusCode.Unimplemented, $"The double does not compute {what}.");

    private static RpcException Of(StatusCode code, string text) => new(new Status(code, text));
}
