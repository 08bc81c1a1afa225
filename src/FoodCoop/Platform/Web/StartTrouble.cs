using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace FoodCoop.Platform.Web;

/// <summary>What keeps the program from starting and a person can mend: one sentence, no stack of calls.</summary>
public static class StartTrouble
{
    /// <summary>The sentence, or null for what is a bug.</summary>
    public static string? Sentence(Exception trouble) => trouble switch
    {
        InUseException => trouble.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{trouble.Message} Stop the program that listens there, or choose another port, such as PORT=5081.",
        FormatException => trouble.Message, // a setting of mail, an address to listen on; it names what it could not read
        IOException or SocketException => trouble.Message,
        _ => null,
    };
}
