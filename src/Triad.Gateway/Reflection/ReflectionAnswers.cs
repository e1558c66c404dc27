using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Triad.Gateway.Reflection;

/// <summary>Answers the questions of the reflection protocol from the catalog.</summary>
internal sealed class ReflectionAnswers(DescriptorCatalog catalog)
{
    /// <summary>The answer to one question.</summary>
    public ServerReflectionResponse To(ServerReflectionRequest question)
    {
        var answer = question.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => Services(),
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => File(catalog.FileNamed(question.FileByFilename)),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => File(catalog.FileDefining(question.FileContainingSymbol)),
            ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType => Extensions(question.AllExtensionNumbersOfType),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension => Problem(StatusCode.NotFound, "There are no extensions."),
            _ => Problem(StatusCode.InvalidArgument, "The request asks nothing; set one field of message_request."),
        };
        answer.ValidHost = question.Host;
        answer.OriginalRequest = question;
        return answer;
    }

    private ServerReflectionResponse Services() => new()
    {
        ListServicesResponse = new ListServiceResponse { Service = { catalog.Services.Select(name => new ServiceResponse { Name = name }) } },
    };

    // proto3 messages have no extensions, so a known one has an empty list.
    private ServerReflectionResponse Extensions(string type) => catalog.FileDefining(type) is null
        ? Problem(StatusCode.NotFound, "There is no such type.")
        : new() { AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type } };

    private static ServerReflectionResponse File(FileDescriptor? file) => file is null
        ? Problem(StatusCode.NotFound, "There is no such file or symbol.")
        : new() { FileDescriptorResponse = new FileDescriptorResponse { FileDescriptorProto = { DescriptorCatalog.WithImports(file) } } };

    private static ServerReflectionResponse Problem(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
